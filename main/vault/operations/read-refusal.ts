import { AppError } from '../../../preload/api/errors.ts';
import type { RefusalObject } from '../crypto/access-request-object.ts';
import type { VaultContext } from '../services/context.ts';
import { hospitalNamed } from '../services/hospitals.ts';
import { getAccessRequest, otherHospitalOf, updateAccessRequestAnswer } from '../store/queries/access-requests.ts';
import type { ChainLogRow } from '../store/queries/chain-logs.ts';
import { hasUnreadRequestBefore } from '../store/queries/inbox.ts';
import { BY_SYNC } from './by-sync.ts';
import { commitOperation } from './commit.ts';
import { requireEqual } from './sealed-object.ts';

/**
 * The patient said no at the desk of the other hospital. Only that hospital is believed, and never against what the
 * patient signed. `request.notFound` for a request that is not known and cannot be on its way.
 */
export function readRefusal(
  context: VaultContext,
  event: ChainLogRow,
  { requestId }: RefusalObject,
): 'understood' | 'tooEarly' {
  const { db, policy } = context;
  const request = getAccessRequest(db, requestId);
  if (!request) {
    if (hasUnreadRequestBefore(db, event)) return 'tooEarly';
    throw new AppError('request.notFound', 'The refusal is of no request that is known here', {
      details: { requestId },
    });
  }
  requireEqual(event.hospital, otherHospitalOf(request), 'hospital');
  if (request.answer !== null) return 'understood';

  const { patientId } = request;
  const subject = hospitalNamed(policy, request.fromHospital).name;
  const audit = { action: 'accessRefused', subject, patientId, ...BY_SYNC } as const;
  commitOperation(context, { kind: 'requests.refused', patientId, audit, changes: ['consent'] }, (tx) =>
    updateAccessRequestAnswer(tx, requestId, 'refused', event.blockTime * 1000, null),
  );
  return 'understood';
}
