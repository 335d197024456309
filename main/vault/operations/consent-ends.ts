import type { VaultContext } from '../services/context.ts';
import { hospitalNamed } from '../services/hospitals.ts';
import { type GrantRow, listGrantsWithKeys, listGrantsWithoutKeys } from '../store/queries/grants.ts';
import { markInboxWantedAgain } from '../store/queries/inbox.ts';
import { BY_SYNC } from './by-sync.ts';
import { commitOperation } from './commit.ts';
import { grantStanding, isInForce } from './grant-standing.ts';
import { dropKeys } from './held-epochs.ts';

/**
 * Takes away what consents that ended had opened: keys and decrypted copies. Runs at every turn, with or without a
 * network, because expiry needs none (S15). Returns whether a consent ended.
 */
export function endConsents(context: VaultContext): boolean {
  let hasEnded = false;
  for (const grant of listGrantsWithKeys(context.db)) {
    if (isInForce(context, context.db, grant)) continue;
    takeAway(context, grant);
    hasEnded = true;
  }
  restoreInForce(context);
  return hasEnded;
}

function takeAway(context: VaultContext, grant: GrantRow): void {
  const { patientId, hospitalId } = grant;
  const hospital = hospitalNamed(context.policy, hospitalId).name;
  const audit = (removed: number) =>
    ({ action: 'sharedRecordsRemoved', subject: `${hospital} · ${removed}`, patientId, ...BY_SYNC }) as const;
  commitOperation(context, { kind: 'consent.ended', patientId, audit, changes: ['records', 'consent'] }, (db) =>
    dropKeys(db, grant),
  );
}

/** A clock that was far ahead, or a reorganisation, made a consent look ended that is not: its keys are read again. */
function restoreInForce(context: VaultContext): void {
  for (const grant of listGrantsWithoutKeys(context.db, context.sync.time.now())) {
    if (grantStanding(context, context.db, grant).state !== 'active') continue;
    context.db.transaction((db) => markInboxWantedAgain(db, grant.id, grant.subjectRef));
  }
}
