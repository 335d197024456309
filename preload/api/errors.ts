/**
 * Every refusal has a code `area.condition`; code decides on the code, the words a person reads are in the
 * renderer's catalogues under `errors.<code>`, and a test keeps both lists equal.
 */
export const ERROR_CODES = [
  'audit.chainBroken',
  'blocks.corrupt',
  'blocks.missing',
  'blocks.tooLarge',
  'card.ambiguous',
  'card.notInCustody',
  'card.notYet',
  'card.replaced',
  'card.secretMissing',
  'card.unreadable',
  'card.wrongPatient',
  'card.wrongPin',
  'chain.disagreement',
  'chain.malformedResponse',
  'chain.nonceUsed',
  'chain.notDeployed',
  'chain.refused',
  'chain.reverted',
  'chain.unreachable',
  'chain.wrongNetwork',
  'consent.closed',
  'consent.keyringOfOldCard',
  'consent.keyringUnavailable',
  'consent.unknownHospital',
  'crypto.destroyed',
  'crypto.notDecryptable',
  'disk.full',
  'draft.notFound',
  'files.empty',
  'files.gone',
  'files.notWritten',
  'files.tooLarge',
  'files.unsupported',
  'import.cancelled',
  'import.invalid',
  'import.tooLarge',
  'internal.bug',
  'ipc.badArguments',
  'ipc.deadline',
  'ipc.linkClosed',
  'ipc.tooLarge',
  'ipc.wrongSender',
  'net.noPeers',
  'net.portTaken',
  'net.unavailable',
  'patient.notFound',
  'patient.possibleMatch',
  'patient.stale',
  'policy.invalid',
  'print.failed',
  'record.invalid',
  'record.notFound',
  'record.stale',
  'record.unchanged',
  'recovery.none',
  'recovery.onTheWay',
  'request.notFound',
  'session.forbidden',
  'session.locked',
  'session.wrongPassphrase',
  'setup.notAvailable',
  'store.damaged',
  'store.fromFuture',
  'store.wrongKey',
  'sync.notRetryable',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** Ids, counts, names of fields and limits only: details reach logs and the screen, so never content. */
export type ErrorDetails = Record<string, string | number | boolean | null>;

/** An `AppError` as it crosses a process boundary; its schema is in `error-view.ts`. */
export interface ErrorView {
  code: ErrorCode;
  message: string;
  details: ErrorDetails;
}

/** The one error family: an expected condition. Anything else that is thrown is a bug in the program. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, options: { details?: ErrorDetails; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.details = options.details ?? {};
  }

  toView(): ErrorView {
    return { code: this.code, message: this.message, details: this.details };
  }

  static from(view: ErrorView): AppError {
    return new AppError(view.code, view.message, { details: view.details });
  }
}

/** What crosses a process boundary for any thrown value: a bug says nothing of its message, which may hold content. */
export function toErrorView(error: unknown): ErrorView {
  if (error instanceof AppError) return error.toView();
  const name = error instanceof Error ? error.name : typeof error;
  return { code: 'internal.bug', message: 'Unexpected error', details: { name } };
}
