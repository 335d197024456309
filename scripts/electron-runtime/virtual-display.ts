import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';

/** A display that windows can be opened on. */
export interface Display {
  /** The value for the environment variable DISPLAY; undefined where the system has no such thing. */
  readonly name: string | undefined;
  /** Whether a person can look at it. */
  readonly isVirtual: boolean;
  /** Ends a virtual display; does nothing to a real one. */
  stop(): void;
}

/** The target screen is 1366×768; a little more lets two windows of that size be told apart. */
const SCREEN = '1440x900x24';

/**
 * The display of this session, or a virtual one (Xvfb) where there is none. A virtual one ends with this process.
 * @throws Error when Xvfb cannot start.
 */
export async function ensureDisplay(): Promise<Display> {
  const name = process.env.DISPLAY;
  if (process.platform !== 'linux' || name) return { name, isVirtual: false, stop: () => {} };
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const stop = () => void server.kill();
  process.once('exit', stop);
  server.unref();
  // Safe: the fourth entry of stdio above is a pipe that the server writes its display number to.
  const numbers = server.stdio[3] as Readable;
  const failure = once(server, 'exit').then(([code]) => {
    throw new Error(`Xvfb ended with ${code} before it offered a display.`);
  });
  const number = await Promise.race([
    firstLine(numbers),
    once(server, 'error').then(([error]) => Promise.reject(error)),
    failure,
  ]);
  numbers.destroy();
  failure.catch(() => {}); // After this point the end of the server is expected.
  return { name: `:${number}`, isVirtual: true, stop };
}

/** Waits for the line end as well: the server writes it separately, and a pipe closed before that ends the server. */
async function firstLine(stream: Readable): Promise<string> {
  let text = '';
  while (!text.includes('\n')) text += String((await once(stream, 'data'))[0]);
  return text.trim();
}
