import type { PatientRef } from '../../../preload/api/ids.ts';
import type { ReadableDb } from '../store/handles.ts';
import { countUsedNumbers } from '../store/queries/chain-logs.ts';
import { listNoncesOnTheWay } from '../store/queries/outbox-sending.ts';

/** The first number of this patient that neither the log nor anything on its way has used. */
export function nextNonce(db: ReadableDb, patient: PatientRef): number {
  const onTheWay = new Set(listNoncesOnTheWay(db, patient));
  let nonce = countUsedNumbers(db, patient);
  while (onTheWay.has(nonce)) nonce += 1;
  return nonce;
}
