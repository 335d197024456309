import type { HospitalId } from '../../../preload/api/ids.ts';
import type { VaultContext } from '../services/context.ts';
import { hospitalNamed } from '../services/hospitals.ts';
import type { ReadableDb, WritableDb } from '../store/handles.ts';
import { getLatestEpoch } from '../store/queries/epochs.ts';
import { insertOfferedCard, markOffersOver, type OfferedCard } from '../store/queries/offered-cards.ts';
import { getUnsignedRegistration, updateOutboxIntent } from '../store/queries/outbox.ts';
import { markKeyHandedOver, type Patient, updatePatientRef, updateSealKey } from '../store/queries/patients.ts';
import { deleteUnsentProposals } from '../store/queries/recoveries.ts';
import { getHospitalOfPatient } from '../store/queries/registry-members.ts';
import { resealFirstEpoch, startEpochForNewKey } from './epochs.ts';
import { isSignedFor, type SignedKeyChange } from './key-change.ts';
import { enqueue, type OutboxIntent } from './outbox-entry.ts';
import { currentKeyOf } from './patient-keys.ts';
import { nextNonce } from './patient-numbers.ts';

export interface NewOffer extends Omit<OfferedCard, 'changes' | 'byRecovery' | 'madeAt'> {
  /** What the key before signed; null when there is nobody to sign, and the registry makes the card wait. */
  readonly changes: readonly SignedKeyChange[] | null;
}

/** Keeps what is public of a card that was made, and what is to happen once it is in the patient's hand. */
export function offerCard(context: VaultContext, db: WritableDb, { changes, ...card }: NewOffer): void {
  const byRecovery = changes === null ? 1 : 0;
  insertOfferedCard(db, { ...card, changes: JSON.stringify(changes ?? []), byRecovery, madeAt: context.now() });
}

/**
 * The card is in the patient's hand (KEY5, KEY9): its key takes the place of the one before, of which nothing is kept,
 * and of the other cards that were made none opens anything, nor is one proposed. In the transaction of the operation.
 */
export function claimCard(context: VaultContext, db: WritableDb, patient: Patient, offer: OfferedCard): void {
  updateSealKey(db, patient.id, offer.sealPublicKey);
  deleteUnsentProposals(db, patient.id);
  const isUnheardOf = takeAsFirstKey(context, db, patient, offer);
  for (const change of changesOf(offer)) {
    if (!isUnheardOf || change.rotation.patient !== patient.ref) announce(context, db, patient, change);
  }
  if (!isUnheardOf) startEpochForNewKey(context, db, patient.id);
  markKeyHandedOver(db, patient.id);
  markOffersOver(db, patient.id);
}

/** Nobody has heard of the key in custody: the card's takes its place in the registration, and it never existed. */
function takeAsFirstKey(context: VaultContext, db: WritableDb, patient: Patient, offer: OfferedCard): boolean {
  const registration = getUnsignedRegistration(db, patient.id);
  if (!registration || getLatestEpoch(db, patient.id)?.epoch !== 1) return false;
  const keyring = resealFirstEpoch(context, db, patient.id, offer.sealPublicKey);
  const intent: OutboxIntent = { kind: 'addPatient', args: { patient: offer.key, keyring } };
  updateOutboxIntent(db, registration, JSON.stringify(intent));
  updatePatientRef(db, patient.id, offer.key);
  return true;
}

/**
 * Whether the card may still take its place: the key that signed for it counts, under a number that is still to come,
 * or the registry has put it in place.
 */
export function isClaimable(db: ReadableDb, { ref }: Patient, offer: OfferedCard): boolean {
  const current = currentKeyOf(db, ref);
  if (offer.byRecovery) return current === offer.key;
  const own = changesOf(offer).find(({ rotation }) => rotation.patient === ref);
  return own !== undefined && own.from === current && isSignedFor(own, nextNonce(db, ref));
}

/** The hospitals whose key of the patient changes with this card, as far as the log knows them. */
export function hospitalsChangedAt({ db }: VaultContext, offer: OfferedCard): HospitalId[] {
  return changesOf(offer).flatMap(({ rotation }) => getHospitalOfPatient(db, rotation.patient) ?? []);
}

function changesOf({ changes }: OfferedCard): SignedKeyChange[] {
  // Safe: `offerCard` is the only writer of the column, and it takes this very type.
  return JSON.parse(changes ?? '[]') as SignedKeyChange[];
}

/** Under the number that is next now: the patient may have signed something since the card was made. */
function inTurn(db: ReadableDb, change: SignedKeyChange): SignedKeyChange['rotation'] {
  const nonce = nextNonce(db, change.rotation.patient);
  return isSignedFor(change, nonce) ? { ...change.rotation, nonce } : change.rotation;
}

/**
 * One of another hospital is relayed from here (CON3), and named by it. In the place of another card it takes rights
 * away, from whoever has found that one: it waits for nobody (SYN8).
 */
function announce(context: VaultContext, db: WritableDb, patient: Patient, change: SignedKeyChange): void {
  const hospitalId = getHospitalOfPatient(db, change.rotation.patient);
  const isOwn = change.rotation.patient === patient.ref || hospitalId === undefined;
  enqueue(context, db, {
    lane: patient.keyState === 'card' ? 0 : 1,
    kind: 'keyChange',
    patientId: patient.id,
    title: isOwn ? patient.mrn : `${patient.mrn} · ${hospitalNamed(context.policy, hospitalId).name}`,
    intent: { kind: 'keyChange', args: { ...change, rotation: inTurn(db, change) } },
  });
}
