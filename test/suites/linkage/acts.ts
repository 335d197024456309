import { grantOf, signRevocation } from '../../../main/registry/typed-data.ts';
import { newPatientRoot } from '../../../main/vault/crypto/patient-root.ts';
import { currentEpoch, listEpochSecrets } from '../../../main/vault/operations/epochs.ts';
import { giveGrant } from '../../../main/vault/operations/give-grant.ts';
import { newUuid } from '../../../main/vault/operations/new-id.ts';
import { enqueue } from '../../../main/vault/operations/outbox-entry.ts';
import { identityAt } from '../../../main/vault/operations/patient-identity.ts';
import { registerPatient } from '../../../main/vault/operations/register-patient.ts';
import { writeRecord } from '../../../main/vault/operations/write-record.ts';
import type { VaultContext } from '../../../main/vault/services/context.ts';
import { ask, requireRequest } from '../../../main/vault/services/requests.ts';
import { upsertPatientLink } from '../../../main/vault/store/queries/patient-links.ts';
import { listKeyrings } from '../../../main/vault/store/queries/registry-members.ts';
import { CATEGORIES } from '../../../preload/api/categories.ts';
import { Digest, type GrantId, HospitalId, PatientId, RecordId, type RequestId } from '../../../preload/api/ids.ts';
import { seededRandom } from '../../fixtures/seeded-random.ts';
import type { Happening } from './life.ts';

/** A workstation, and whom it has registered. */
export interface Desk {
  readonly context: VaultContext;
  readonly patients: Map<number, PatientId>;
}

/** Everything there is besides the chain. */
export interface World {
  readonly desks: readonly Desk[];
  /** The persons' secrets. */
  readonly roots: readonly Uint8Array[];
  readonly requests: Map<string, RequestId>;
  /** Consents in force, by person, keeper and grantee. */
  readonly consents: Map<string, GrantId>;
}

export function newRoots(seed: string, count: number): Uint8Array[] {
  const random = seededRandom(`${seed}/roots`);
  return Array.from({ length: count }, () => newPatientRoot(random));
}

/** Hospitals count from 0 here and from 1 in the registry. */
export function hospitalOf(index: number): HospitalId {
  return HospitalId.parse(index + 1);
}

/** What a person at this desk has the vault do. */
export function act(world: World, happening: Happening): void {
  const desk = world.desks[happening.desk];
  if (!desk) throw new Error('there is no such desk');
  switch (happening.kind) {
    case 'register':
      register(world, desk, happening.person);
      break;
    case 'record':
      record(desk, happening.person);
      break;
    case 'ask':
      askKeeper(world, desk, happening);
      break;
    case 'approve':
      approve(world, desk, happening);
      break;
    case 'revoke':
      revoke(world, desk, happening);
      break;
    case 'look':
      look(world, desk, happening.person);
      break;
    case 'emergency':
      breakGlass(desk, happening);
      break;
  }
}

function register(world: World, { context, patients }: Desk, person: number): void {
  const id = PatientId.parse(newUuid(context));
  patients.set(person, id);
  const name = { family: `Family ${person}`, given: `Given ${person}`, localName: '' };
  const demographics = {
    ...name,
    sex: 'unknown',
    birthDate: null,
    phone: '',
    identifier: '',
    nextOfKin: '',
    address: '',
  } as const;
  const resource = () => JSON.stringify({ resourceType: 'Patient', name: [{ family: name.family }] });
  const patient = { id, demographics, root: rootOf(world, person), keyState: 'card', resource } as const;
  context.db.transaction((db) => registerPatient(context, db, patient));
}

function record({ context, patients }: Desk, person: number): void {
  const patientId = requirePatient(patients, person);
  const [length = 0, pick = 0] = context.random(2);
  const category = CATEGORIES[1 + (pick % (CATEGORIES.length - 1))] ?? 'observation';
  const resource = JSON.stringify({ resourceType: 'Observation', note: [{ text: 'x'.repeat(4 * length) }] });
  context.db.transaction((db) => {
    const recordId = RecordId.parse(newUuid(context));
    const entry = { patientId, recordId, version: 1, category, resourceType: 'Observation', resource, title: '' };
    writeRecord(context, db, currentEpoch(context, db, patientId), entry);
  });
}

type Between = { readonly person: number; readonly keeper: number };

function askKeeper(world: World, { context, patients }: Desk, { person, keeper }: Between): void {
  const hospitalId = hospitalOf(keeper);
  const { ref } = identityAt(context, rootOf(world, person), hospitalId);
  const isInForce = world.consents.has(consentKey(person, keeper, context.policy.hospital.id - 1));
  if (isInForce || listKeyrings(context.db, ref).length === 0) return;
  const patientId = requirePatient(patients, person);
  context.db.transaction((db) => upsertPatientLink(db, { patientId, hospitalId, ref, foundAt: context.now() }));
  const terms = { categories: ['observation', 'medication'], days: 60, purpose: 'Treatment' } as const;
  const { id } = ask(context, { patientId, hospitalId, ...terms, categories: [...terms.categories] });
  world.requests.set(`${person} ${keeper}`, id);
}

function approve(world: World, { context }: Desk, { person, keeper }: Between): void {
  const requestId = world.requests.get(`${person} ${keeper}`);
  if (!requestId) return;
  world.requests.delete(`${person} ${keeper}`);
  const identity = identityAt(context, rootOf(world, person), hospitalOf(keeper));
  // The card opens as many keyrings as the chain shows.
  const published = listKeyrings(context.db, identity.ref).length;
  const epochs = secretsAt(world, person, keeper).slice(0, published);
  const { id } = context.db.transaction((db) =>
    giveGrant(context, db, requireRequest(context, requestId), identity, epochs),
  );
  world.consents.set(consentKey(person, keeper, context.policy.hospital.id - 1), id);
}

function secretsAt({ desks }: World, person: number, keeper: number) {
  for (const { context, patients } of desks) {
    const patientId = context.policy.hospital.id === hospitalOf(keeper) ? patients.get(person) : undefined;
    if (patientId) return listEpochSecrets(context.db, patientId);
  }
  throw new Error('the keeper does not know the person');
}

type Ended = Between & { readonly grantee: number };

function revoke(world: World, { context, patients }: Desk, { person, keeper, grantee }: Ended): void {
  const key = consentKey(person, keeper, grantee);
  const grantId = world.consents.get(key);
  if (!grantId) return;
  world.consents.delete(key);
  const { chainId, registry } = context.policy.chain;
  const { signingKey } = identityAt(context, rootOf(world, person), hospitalOf(keeper));
  const revocation = grantOf(grantId);
  const signature = signRevocation({ chainId, registry }, revocation, signingKey);
  const intent = { kind: 'revokeAccess', args: { revocation, signature } } as const;
  const patientId = requirePatient(patients, person);
  context.db.transaction((db) => enqueue(context, db, { lane: 0, kind: 'revocation', patientId, title: '', intent }));
}

/** The report of a look under a consent is a digest like any other; its content is no part of what is public. */
function look(world: World, { context }: Desk, person: number): void {
  const grantee = context.policy.hospital.id - 1;
  const isShared = world.desks.some((_, keeper) => world.consents.has(consentKey(person, keeper, grantee)));
  if (!isShared) return;
  const intent = {
    kind: 'anchorAudit',
    args: { head: `0x${randomDigest(context)}`, report: randomDigest(context) },
  } as const;
  context.db.transaction((db) => enqueue(context, db, { kind: 'auditAnchor', patientId: null, title: '', intent }));
}

function breakGlass({ context }: Desk, { keeper, atMs }: { readonly keeper: number; readonly atMs: number }): void {
  const startedAt = Math.floor(atMs / 1000) - 60;
  const args = { keeper: hospitalOf(keeper), startedAt, endsAt: startedAt + 3600, report: randomDigest(context) };
  const intent = { kind: 'emergencyAccess', args } as const;
  // The outbox has no name of its own for it yet; the lane is what counts.
  context.db.transaction((db) =>
    enqueue(context, db, { lane: 0, kind: 'request', patientId: null, title: '', intent }),
  );
}

function consentKey(person: number, keeper: number, grantee: number): string {
  return `${person} ${keeper} ${grantee}`;
}

function randomDigest({ random }: VaultContext): Digest {
  return Digest.parse(Buffer.from(random(32)).toString('hex'));
}

function rootOf({ roots }: World, person: number): Uint8Array {
  const root = roots[person];
  if (!root) throw new Error('there is no such person');
  return root;
}

function requirePatient(patients: Desk['patients'], person: number): PatientId {
  const id = patients.get(person);
  if (!id) throw new Error('the person is not registered here');
  return id;
}
