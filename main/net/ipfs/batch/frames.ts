import type { Stream } from '@libp2p/interface';

/**
 * Length-prefixed frames on a libp2p stream: `length u32 | payload`. A length over the bound ends the conversation
 * before anything of the payload is kept.
 */
export class FrameReader {
  readonly #stream: Stream;
  readonly #maxBytes: number;
  readonly #chunks: Uint8Array[] = [];
  #size = 0;
  #failure: Error | null = null;
  #wake: () => void = () => undefined;

  constructor(stream: Stream, maxBytes: number) {
    this.#stream = stream;
    this.#maxBytes = maxBytes;
    stream.addEventListener('message', ({ data }) => this.#receive(data instanceof Uint8Array ? [data] : data));
    stream.addEventListener('remoteCloseWrite', () => this.#end(new FrameError('the peer closed the stream')));
    stream.addEventListener('close', ({ error }) => this.#end(error ?? new FrameError('the stream closed')));
  }

  /** The next payload. Rejects when the stream ends, breaks the bound, or `signal` fires. */
  async next(signal: AbortSignal): Promise<Uint8Array> {
    await this.#until(4, signal);
    const length = Buffer.from(this.#take(4)).readUInt32BE();
    if (length > this.#maxBytes) throw new FrameError(`a frame of ${length} bytes is over the bound`);
    await this.#until(length, signal);
    return this.#take(length);
  }

  /** Kept in the pieces they came in: joining them here would copy every byte once more. */
  #receive(chunks: Iterable<Uint8Array>): void {
    for (const chunk of chunks) {
      this.#chunks.push(chunk);
      this.#size += chunk.byteLength;
    }
    // A reader that is busy storing lets the peer wait.
    if (this.#size > this.#maxBytes && this.#stream.readStatus === 'readable') this.#stream.pause();
    this.#wake();
  }

  #end(error: Error): void {
    this.#failure ??= error;
    this.#wake();
  }

  async #until(size: number, signal: AbortSignal): Promise<void> {
    while (this.#size < size) {
      signal.throwIfAborted();
      if (this.#failure) throw this.#failure;
      if (this.#stream.readStatus === 'paused') this.#stream.resume();
      if (this.#size >= size) return;
      await this.#change(signal);
    }
  }

  #change(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        signal.removeEventListener('abort', done);
        this.#wake = () => undefined;
        resolve();
      };
      this.#wake = done;
      signal.addEventListener('abort', done);
    });
  }

  #take(size: number): Uint8Array {
    const parts: Uint8Array[] = [];
    let open = size;
    while (open > 0) {
      const chunk = this.#chunks.shift();
      if (!chunk) break;
      parts.push(chunk.subarray(0, open));
      if (chunk.byteLength > open) this.#chunks.unshift(chunk.subarray(open));
      open -= Math.min(open, chunk.byteLength);
    }
    this.#size -= size;
    return Buffer.concat(parts, size);
  }
}

/** The peer does not keep to the protocol, or is gone. */
export class FrameError extends Error {
  override readonly name = 'FrameError';
}

/** Parts up to this size are sent together. */
const SMALL_PART_BYTES = 16 * 1024;

/** Sends a frame, waiting whenever the peer takes no more. */
export async function writeFrame(stream: Stream, payload: readonly Uint8Array[], signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const length = Buffer.alloc(4);
  length.writeUInt32BE(payload.reduce((sum, part) => sum + part.byteLength, 0));
  let small: Uint8Array[] = [length];
  for (const part of payload) {
    if (part.byteLength <= SMALL_PART_BYTES) {
      small.push(part);
      continue;
    }
    stream.send(Buffer.concat(small));
    stream.send(part);
    small = [];
  }
  if (small.length > 0) stream.send(Buffer.concat(small));
  await stream.onDrain({ signal });
}
