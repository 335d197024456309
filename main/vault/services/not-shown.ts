import { CATEGORIES } from '../../../preload/api/categories.ts';
import type { HospitalId, PatientId } from '../../../preload/api/ids.ts';
import type { NotShown } from '../../../preload/api/records.ts';
import { grantStanding } from '../operations/grant-standing.ts';
import { type GrantRow, listGrantsOfPatient } from '../store/queries/grants.ts';
import { listPatientLinks } from '../store/queries/patient-links.ts';
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
  const hospital = hospitalNamed(context.policy, hospitalId);
  const nothing = { hospital, count: null, categories: [], at: null };
  const standings = held.map((grant) => grantStanding(context, context.db, grant.id));
  const active = held.filter((_, index) => standings[index]?.state === 'active');
  if (active.length > 0) return underConsent(hospital, active, counts);
  const ended = standings.find((standing) => standing.state === 'revoked' || standing.state === 'expired');
  if (ended?.state === 'revoked' || ended?.state === 'expired') {
    return [{ ...nothing, reason: ended.state, at: ended.at }];
  }
  return [{ ...nothing, reason: 'noConsent' }];
}

function underConsent(
  hospital: NotShown['hospital'],
  active: readonly GrantRow[],
  counts: readonly SharedCount[],
): NotShown[] {
  const shared = new Set(active.flatMap((grant) => grant.categories));
  const leftOut = CATEGORIES.filter((category) => !shared.has(category));
  const found = (state: SharedCount['state']) => counts.find((count) => count.state === state);
  const named = (['wanted', 'notDecryptable', 'corrupt'] as const).flatMap((state): NotShown[] => {
    const seen = found(state);
    if (!seen) return [];
    const reason = state === 'wanted' ? 'notArrived' : state;
    return [{ hospital, reason, count: seen.count, categories: [], at: seen.triedAt }];
  });
  if (leftOut.length === 0) return named;
  const outside = found('notInScope')?.count ?? null;
  return [...named, { hospital, reason: 'notInScope', count: outside, categories: leftOut, at: null }];
}
