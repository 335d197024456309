/**
 * Whether a value that came over IPC is plain data of at most `limitBytes`: text as UTF-8, typed arrays, and eight bytes for
 * everything else. Stops counting at the limit, so hostile sizes, depths and cycles cost no more than a full-size call.
 * @returns `tooLarge`, `notPlain` for anything but primitives, arrays, plain objects and byte arrays, or null when it is fine.
 */
export function sizeRefusal(value: unknown, limitBytes: number): 'tooLarge' | 'notPlain' | null {
  const waiting: unknown[] = [value];
  let bytes = 0;
  while (waiting.length > 0) {
    const item = waiting.pop();
    if (typeof item === 'string') bytes += Buffer.byteLength(item);
    else if (item instanceof Uint8Array) bytes += item.byteLength;
    else if (Array.isArray(item)) {
      bytes += 8 * (item.length + 1);
      if (bytes > limitBytes) return 'tooLarge';
      for (const element of item) waiting.push(element);
    } else if (typeof item === 'object' && item !== null) {
      if (Object.getPrototypeOf(item) !== Object.prototype) return 'notPlain';
      bytes += 8;
      for (const [key, child] of Object.entries(item)) {
        bytes += Buffer.byteLength(key);
        waiting.push(child);
      }
    } else bytes += 8;
    if (bytes > limitBytes) return 'tooLarge';
  }
  return null;
}
