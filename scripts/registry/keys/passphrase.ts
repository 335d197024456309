import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { CommandFailure, EXIT } from '../failure.ts';
import { FilePath, optional } from '../option-values.ts';
import { readHidden } from './hidden-input.ts';

/** A line of text; more is another kind of file. */
const MAX_FILE_BYTES = 4096;
/** Bits of a file's mode that let others than its owner read, write or run it. */
const OTHERS = 0o077;

export const PASSPHRASE_OPTION = optional(
  'FILE',
  FilePath,
  'reads the passphrase from a file nobody else can read, instead of asking on the terminal',
);

/**
 * The passphrase of a keystore: the first line of the file, or what a person types without seeing it.
 * @throws CommandFailure `unsigned` if the file is open to others, is none, or there is no terminal
 */
export async function readPassphrase(file: string | undefined, question: string): Promise<string> {
  const passphrase =
    file === undefined
      ? await readHidden(question, process.stdin, (text) => process.stderr.write(text))
      : readPassphraseFile(file);
  if (passphrase === '') throw new CommandFailure(EXIT.unsigned, 'The passphrase is empty.');
  return passphrase;
}

function readPassphraseFile(file: string): string {
  const descriptor = open(file);
  try {
    // Asked of what was opened, so that the file cannot be exchanged between the look and the reading.
    const { mode, size } = fstatSync(descriptor);
    if (process.platform !== 'win32' && mode & OTHERS) {
      const found = (mode & 0o777).toString(8).padStart(4, '0');
      throw new CommandFailure(
        EXIT.unsigned,
        `--passphrase-file is open to others (mode ${found}). Make it yours alone first: chmod 600.`,
      );
    }
    if (size > MAX_FILE_BYTES)
      throw new CommandFailure(EXIT.unsigned, '--passphrase-file holds more than a passphrase.');
    return readFileSync(descriptor, 'utf8').split(/\r?\n/, 1)[0] ?? '';
  } finally {
    closeSync(descriptor);
  }
}

function open(file: string): number {
  try {
    return openSync(file, 'r');
  } catch (cause) {
    throw new CommandFailure(EXIT.unsigned, '--passphrase-file cannot be read.', { cause });
  }
}
