import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { CommandFailure, EXIT } from '../failure.ts';

/**
 * A file of JSON lines that appears under its name only when it is complete, with the digest of all that is in it.
 */
export class ExportFile {
  readonly #path: string;
  readonly #handle: FileHandle;
  readonly #hash = createHash('sha256');

  private constructor(path: string, handle: FileHandle) {
    this.#path = path;
    this.#handle = handle;
  }

  /** @throws CommandFailure `file` if there is such a file already, or it cannot be written */
  static async create(path: string): Promise<ExportFile> {
    if (existsSync(path)) throw new CommandFailure(EXIT.file, `${path} exists already.`);
    try {
      return new ExportFile(path, await open(partOf(path), 'w', 0o600));
    } catch (cause) {
      throw new CommandFailure(EXIT.file, `${path} cannot be written.`, { cause });
    }
  }

  /** SHA-256 of what was written so far, as hex. */
  get digest(): string {
    return this.#hash.copy().digest('hex');
  }

  async write(lines: readonly object[]): Promise<void> {
    if (lines.length === 0) return;
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    this.#hash.update(text);
    await this.#handle.write(text);
  }

  /** Puts the complete file on the disk and gives it its name. */
  async finish(): Promise<void> {
    await this.#handle.sync();
    await this.#handle.close();
    await rename(partOf(this.#path), this.#path);
  }

  /** Leaves nothing behind. */
  async abandon(): Promise<void> {
    await this.#handle.close();
    await rm(partOf(this.#path), { force: true });
  }
}

function partOf(path: string): string {
  return `${path}.part`;
}
