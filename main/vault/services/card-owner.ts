import { AppError } from '../../../preload/api/errors.ts';
import type { PatientIdentity } from '../crypto/patient-root.ts';
import type { AuditEntry } from '../operations/audit-chain.ts';
import { claimCard, hospitalsChangedAt, isClaimable } from '../operations/card-claim.ts';
import { commitOperation } from '../operations/commit.ts';
import { startEpochForNewKey } from '../operations/epochs.ts';
import { cardReplaced, identityAt, keysAt, refuseReplacedElsewhere } from '../operations/patient-identity.ts';
import { listKeyOwners } from '../operations/patient-keys.ts';
import { isOvertaken } from '../operations/recoveries.ts';
import { getOfferedCardByKey, type OfferedCard } from '../store/queries/offered-cards.ts';
import { getPatientByRef, markKeyHandedOver, type Patient, updateFollowedKey } from '../store/queries/patients.ts';
import type { VaultContext } from './context.ts';
import { hospitalNamed } from './hospitals.ts';
import { requirePatient } from './patient-view.ts';

/**
 * The patient whose card this root is from, also of a card that was made and that nobody has said to be in hand;
 * undefined for a person who is not registered here. `card.replaced` where another card took its place, `card.notYet`
 * while a recovered key has to wait, `card.ambiguous` where nothing says whose it is.
 */
export function ownerOf(context: VaultContext, root: Uint8Array): Patient | undefined {
  const { db, policy } = context;
  const offer = getOfferedCardByKey(db, keysAt(context, root, policy.hospital.id).key);
  const offered = offer?.changes ? requirePatient(db, offer.patientId) : undefined;
  if (offer && offered && isClaimable(db, offered, offer)) return offered;
  if (offer?.byRecovery && offered) throw isOvertaken(db, offered, offer.key) ? cardReplaced(null) : cardNotYet();
  const owner = getPatientByRef(db, identityAt(context, root, policy.hospital.id).ref);
  if (!owner && offer) throw cardReplaced(null);
  return owner;
}

/**
 * Somebody comes with card and PIN, so the card is in hand, whether or not anybody has said so. What the hospital still
 * has to do about that is done now.
 */
export function meetOwner(context: VaultContext, root: Uint8Array): void {
  const { db, policy } = context;
  const owner = ownerOf(context, root);
  if (!owner) {
    refuseReplacedElsewhere(context, root);
    return;
  }
  const { key, sealPublicKey } = keysAt(context, root, policy.hospital.id);
  const offer = getOfferedCardByKey(db, key);
  if (offer?.changes && isClaimable(db, owner, offer)) takeCard(context, owner, offer, owner.mrn);
  else if (owner.keyState === 'custody') endCustody(context, owner);
  else if (Buffer.compare(owner.sealPublicKey, sealPublicKey) !== 0) followKey(context, owner, { key, sealPublicKey });
}

/** The patient has this card: its key counts from here on, and the hospital keeps none (KEY5). */
export function takeCard(context: VaultContext, patient: Patient, offer: OfferedCard, subject: string): void {
  const { id: patientId, keyState } = patient;
  const action = keyState === 'custody' ? 'keyHandedOver' : 'keyChanged';
  const elsewhere = hospitalsChangedAt(context, offer).filter((id) => id !== context.policy.hospital.id);
  const audit: AuditEntry[] = [
    { action, subject, patientId },
    ...elsewhere.map((id) => ({ action, subject: hospitalNamed(context.policy, id).name, patientId }) as const),
  ];
  commitOperation(context, { kind: 'patients.handOver', patientId, audit, changes: ['patients'] }, (db) =>
    claimCard(context, db, patient, offer),
  );
}

/** A card of the key in custody itself, as they were made once. There is no other key to change to. */
function endCustody(context: VaultContext, { id: patientId, mrn }: Patient): void {
  const audit = { action: 'keyHandedOver', subject: mrn, patientId } as const;
  commitOperation(context, { kind: 'patients.handOver', patientId, audit, changes: ['patients'] }, (db) =>
    markKeyHandedOver(db, patientId),
  );
}

/** The patient got another card elsewhere: what is sealed here opens with the new one from now on. */
function followKey(
  context: VaultContext,
  { id: patientId, mrn }: Patient,
  { key, sealPublicKey }: Pick<PatientIdentity, 'key' | 'sealPublicKey'>,
): void {
  const audit = { action: 'keyChanged', subject: mrn, patientId } as const;
  commitOperation(context, { kind: 'patients.followKey', patientId, audit, changes: ['patients'] }, (db) => {
    updateFollowedKey(db, patientId, key, sealPublicKey);
    startEpochForNewKey(context, db, patientId);
  });
}

function cardNotYet(): AppError {
  return new AppError('card.notYet', 'The key of this card has to wait until the term of the registry is over');
}

const REFUSALS = new Map<string, 'cardRefused' | 'cardAmbiguous'>([
  ['card.replaced', 'cardRefused'],
  ['card.ambiguous', 'cardAmbiguous'],
]);

/**
 * To be called with whatever a card was refused with: one that opens nothing is written down, and whoever was replaced,
 * or may be its owner, is told who tries.
 */
export function noteRefused(context: VaultContext, root: Uint8Array, error: unknown): void {
  const action = error instanceof AppError ? REFUSALS.get(error.code) : undefined;
  if (!action) return;
  const { db, policy } = context;
  const { key } = keysAt(context, root, policy.hospital.id);
  const offer = getOfferedCardByKey(db, key);
  const owners = offer
    ? [requirePatient(db, offer.patientId)]
    : listKeyOwners(context, key, policy.hospital.id).flatMap(({ ref }) => getPatientByRef(db, ref) ?? []);
  const noted = owners.map(({ id: patientId, mrn }) => ({ action, subject: mrn, patientId }));
  const audit = noted.length > 0 ? noted : { action, subject: '', patientId: null };
  const patientId = owners[0]?.id ?? null;
  commitOperation(context, { kind: 'patients.refuseCard', patientId, audit }, () => undefined);
}
