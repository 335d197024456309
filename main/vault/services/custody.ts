import { commitOperation } from '../operations/commit.ts';
import { markKeyHandedOver, type Patient } from '../store/queries/patients.ts';
import type { VaultContext } from './context.ts';

/**
 * KEY5: the patient alone holds the key from here on. For nothing less than a card that is in the patient's hand: the
 * copy that is overwritten may be the only one. Where it is gone already there is nothing to do.
 */
export function endCustody(context: VaultContext, { id: patientId, keyState }: Patient, subject: string): void {
  if (keyState === 'card') return;
  const audit = { action: 'keyHandedOver', subject, patientId } as const;
  commitOperation(context, { kind: 'patients.handOver', patientId, audit, changes: ['patients'] }, (db) => {
    markKeyHandedOver(db, patientId);
  });
}
