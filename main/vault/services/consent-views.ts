import type { AccessRequest, GrantView } from '../../../preload/api/consent.ts';
import type { SyncState } from '../../../preload/api/sync-state.ts';
import { grantOf } from '../../registry/typed-data.ts';
import { grantStanding } from '../operations/grant-standing.ts';
import { syncStateOf } from '../operations/sync-state.ts';
import type { AccessRequestRow } from '../store/queries/access-requests.ts';
import type { GrantRow } from '../store/queries/grants.ts';
import type { OutboxState } from '../store/queries/outbox.ts';
import {
  getOutboxStateOfGrant,
  getOutboxStateOfRequest,
  getOutboxStateOfRevocation,
} from '../store/queries/outbox-sending.ts';
import type { VaultContext } from './context.ts';
import { hospitalNamed } from './hospitals.ts';
import { requirePatient, toSummary } from './patient-view.ts';

/** A request nobody answered for this long is over. */
const REQUEST_OPEN_MS = 30 * 24 * 60 * 60 * 1000;

export function toAccessRequest(context: VaultContext, row: AccessRequestRow): AccessRequest {
  const { id, direction, requestedBy, purpose, categories, days, askedAt } = row;
  return {
    id,
    direction,
    patient: toSummary(requirePatient(context.db, row.patientId)),
    from: hospitalNamed(context.policy, row.fromHospital),
    to: hospitalNamed(context.policy, row.toHospital),
    requestedBy,
    purpose,
    categories: [...categories],
    days,
    askedAt,
    state: requestState(context, row),
    syncState: seenUnlessOwn(getOutboxStateOfRequest(context.db, row.patientId, row.objectDigest)),
  };
}

export function requestState({ now }: VaultContext, { answer, askedAt }: AccessRequestRow): AccessRequest['state'] {
  return answer ?? (now() - askedAt > REQUEST_OPEN_MS ? 'expired' : 'pending');
}

export function toGrantView(context: VaultContext, row: GrantRow): GrantView {
  const { id, direction, hospitalId, categories, grantedAt, expiresAt } = row;
  const standing = grantStanding(context, context.db, row);
  return {
    id,
    direction,
    hospital: hospitalNamed(context.policy, hospitalId),
    categories: [...categories],
    grantedAt,
    expiresAt,
    ...('at' in standing ? { state: standing.state, endedAt: standing.at } : { state: 'active', endedAt: null }),
    syncState: grantSyncState(context, row),
  };
}

/** Of the revocation, once there is one: it is what a person waits for. */
function grantSyncState({ db }: VaultContext, { id, patientId, envelope }: GrantRow): SyncState {
  const { patient, nonce } = grantOf(id);
  const state = getOutboxStateOfRevocation(db, patient, nonce) ?? getOutboxStateOfGrant(db, patientId, envelope);
  return seenUnlessOwn(state);
}

/** What this workstation did not send, it knows from the log. */
function seenUnlessOwn(state: OutboxState | undefined): SyncState {
  return state === undefined ? 'confirmed' : syncStateOf(state);
}
