import { AppError } from '../../../preload/api/errors.ts';
import type { ChainLogRow } from '../store/queries/chain-logs.ts';

/** A block that was sealed to this hospital, and the event that names it. */
export interface SealedObject {
  readonly event: ChainLogRow;
  readonly bytes: Uint8Array;
}

/** What the log shows must be what the object says: nobody is misled by an object somebody else wrote. */
export function requireEqual(inside: unknown, onChain: unknown, what: string): void {
  if (inside === onChain) return;
  throw new AppError('crypto.notDecryptable', 'A sealed object says something else than the event that names it', {
    details: { what },
  });
}
