import { CATEGORIES } from '../../../preload/api/categories.ts';
import type { HospitalId, PatientId } from '../../../preload/api/ids.ts';
import type { NotShown } from '../../../preload/api/records.ts';
import { grantStanding, isInForce } from '../operations/grant-standing.ts';
import { countGaps } from '../operations/record-finding.ts';
import { type GrantRow, listGrantsOfPatient } from '../store/queries/grants.ts';
import { listHeldEpochs } from '../store/queries/held-keys.ts';
import { listPatientLinks } from '../store/queries/patient-links.ts';
import { listKeyrings } from '../store/queries/registry-members.ts';
import { countSharedRecords, type SharedCount } from '../store/queries/shared-records.ts';
import type { VaultContext } from './context.ts';
import { hospitalNamed } from './hospitals.ts';

/** S21: what other hospitals hold of this person and the chart does not show, each with the reason. */
export function listNotShown(context: VaultContext, patientId: PatientId): NotShown[] {
  const held = listGrantsOfPatient(context.db, patientId).filter((grant) => grant.direction === 'held');
  const counts = countSharedRecords(context.db, patientId);
  const linked = listPatientLinks(context.db, patientId).map((link) => link.hospitalId);
  const hospitals = new Set([...linked, ...held.map((grant) => grant.hospitalId)]);
  return [...hospitals].flatMap((hospitalId) =>
    ofHospital(
      context,
      hospitalId,
      held.filter((grant) => grant.hospitalId === hospitalId),
      counts.filter((count) => count.hospitalId === hospitalId),
    ),
  );
}

/** @param held this hospital's grants to us, newest first */
function ofHospital(
  context: VaultContext,
  hospitalId: HospitalId,
  held: readonly GrantRow[],
  counts: readonly SharedCount[],
): NotShown[] {
  const nothing = { hospital: hospitalNamed(context.policy, hospitalId), count: null, categories: [], at: null };
  const active = held.filter((grant) => isInForce(context, context.db, grant));
  if (active.length > 0) return underConsent(context, nothing, active, counts);
  const standings = held.map((grant) => grantStanding(context, context.db, grant));
  const [newest] = standings;
  if (newest?.state === 'unseen') return [{ ...nothing, reason: 'notArrived' }];
  const [lastEnd] = standings
    .flatMap((end) => ('at' in end ? [{ reason: end.state, at: end.at }] : []))
    .sort((one, other) => other.at - one.at);
  if (lastEnd) return [{ ...nothing, ...lastEnd }];
  return [{ ...nothing, reason: 'noConsent' }];
}

function underConsent(
  context: VaultContext,
  nothing: Omit<NotShown, 'reason'>,
  active: readonly GrantRow[],
  counts: readonly SharedCount[],
): NotShown[] {
  const found = (state: SharedCount['state']) => counts.find((count) => count.state === state);
  const named = (reason: 'notDecryptable' | 'corrupt'): NotShown[] => {
    const seen = found(reason);
    return seen ? [{ ...nothing, reason, count: seen.count, at: seen.triedAt }] : [];
  };
  const outside = found('notInScope');
  const closed: NotShown[] = outside
    ? [{ ...nothing, reason: 'notInScope', count: outside.count, categories: leftOut(active) }]
    : [];
  return [
    ...onTheWay(context, nothing, active, found('wanted')),
    ...named('notDecryptable'),
    ...named('corrupt'),
    ...closed,
  ];
}

/** Found in the log and not here yet, passed over in the log, or not even countable because keys are missing. */
function onTheWay(
  { db }: VaultContext,
  nothing: Omit<NotShown, 'reason'>,
  active: readonly GrantRow[],
  wanted: SharedCount | undefined,
): NotShown[] {
  const held = new Set(active.flatMap(({ id }) => listHeldEpochs(db, id)));
  const lacksKeys = active.some(({ subjectRef }) => listKeyrings(db, subjectRef).some(({ epoch }) => !held.has(epoch)));
  const count = (wanted?.count ?? 0) + Math.max(...active.map((grant) => countGaps(db, grant)));
  const at = wanted?.triedAt ?? null;
  if (count > 0 || lacksKeys) return [{ ...nothing, reason: 'notArrived', count: lacksKeys ? null : count, at }];
  return [];
}

function leftOut(active: readonly GrantRow[]): NotShown['categories'] {
  return CATEGORIES.filter((category) => !active.some(({ categories }) => categories.includes(category)));
}
