import { AppError } from '../../preload/api/errors.ts';

/** How the process ends. The table in docs/consortium.md is this one; a test keeps them equal. */
export const EXIT = {
  /** Done; of a dry run: it would be done. */
  done: 0,
  /** A bug in this program. */
  bug: 1,
  /** The registry refuses. Nothing was sent, or what was sent had no effect. */
  refused: 3,
  /** No signature: keystore, passphrase, signer, or not enough money for gas. */
  unsigned: 4,
  /** The chain does not answer, is another one than was meant, or two nodes disagree. */
  chain: 5,
  /** Sent, but not seen in a block in time. It may still take effect. */
  unknown: 6,
  /** Something does not follow from the registry's events. */
  unproven: 7,
  /** A file cannot be read or written, or exists already. */
  file: 8,
  /** An argument is missing or wrong. */
  usage: 64,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** An expected condition: how the process ends, and the sentence a person reads on stderr. */
export class CommandFailure extends Error {
  readonly exit: ExitCode;

  constructor(exit: ExitCode, sentence: string, options: { cause?: unknown } = {}) {
    super(sentence, options);
    this.name = 'CommandFailure';
    this.exit = exit;
  }
}

/** What to say of anything that was thrown. Errors of the chain's code become failures; the rest is a bug. */
export function toFailure(error: unknown): CommandFailure {
  if (error instanceof CommandFailure) return error;
  if (error instanceof AppError && error.code.startsWith('chain.')) {
    const details = Object.entries(error.details).map(([name, value]) => `${name} ${value}`);
    const exit = error.details.reason === 'headMismatch' ? EXIT.unproven : EXIT.chain;
    return new CommandFailure(exit, `${[`${error.message} (${error.code})`, ...details].join(', ')}.`);
  }
  return new CommandFailure(EXIT.bug, error instanceof Error ? (error.stack ?? error.message) : String(error));
}
