/**
 * Where a bug of the vault becomes visible: name and places in the code on standard error. Its message stays out,
 * because it may quote what it stumbled over (A1).
 */
export function reportBug(error: unknown): void {
  const name = error instanceof Error ? error.name : typeof error;
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
  process.stderr.write(`vault: unexpected ${name}\n${frames.slice(0, 12).join('\n')}\n`);
}
