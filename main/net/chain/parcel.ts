import { z } from 'zod';
import { ParcelReport } from '../../links/net-link.ts';

/** A signed transaction as it lies in the queue: what is reported of it, and what it takes to send it. */
export const TransactionParcel = z.strictObject({
  ...ParcelReport.shape,
  raw: z.string(),
  /** Height at which the nonce was first found taken by another transaction; null while it is free. */
  nonceTakenAt: z.int().nullable(),
});
export type TransactionParcel = z.infer<typeof TransactionParcel>;

export function newParcel({ hash, raw }: { hash: string; raw: string }): TransactionParcel {
  return { hash, raw, state: 'queued', blockNumber: null, blockHash: null, error: null, nonceTakenAt: null };
}

export function reportOf({ hash, state, blockNumber, blockHash, error }: TransactionParcel): ParcelReport {
  return { hash, state, blockNumber, blockHash, error };
}

export function isFinal({ state }: TransactionParcel): boolean {
  return state === 'confirmed' || state === 'failed';
}
