import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressOf } from '../../../main/registry/addresses.ts';
import { decodeRefusal } from '../../../main/registry/errors.ts';
import { advanceHead, EMPTY_HEAD } from '../../../main/registry/head.ts';
import type { RegistryIntent } from '../../../main/registry/intents.ts';
import type { RegistryEvent } from '../../../main/registry/logs.ts';
import {
  readAuthorization,
  readGrant,
  readHospital,
  readHospitalCount,
  readPatient,
  readPatientCount,
  readWorkstation,
} from '../../../main/registry/reads.ts';
import { scopeCommitment } from '../../../main/registry/scope.ts';
import { encodeIntent } from '../../../main/registry/transactions.ts';
import { type Grant, grantIdOf, signGrant, signRevocation } from '../../../main/registry/typed-data.ts';
import { HospitalId, WorkstationAddress } from '../../../preload/api/ids.ts';
import { anvilMissing, RpcRefusal } from '../../fixtures/anvil.ts';
import {
  type AdmittedHospital,
  type RegistryChain,
  startRegistryChain,
  testDigest,
  testKey,
  testPatient,
} from '../../fixtures/registry-chain.ts';

const YEAR_2096 = 3_999_999_999;

type WithoutPosition<Event> = Event extends RegistryEvent ? Pick<Event, 'kind' | 'args'> : never;
type Said = WithoutPosition<RegistryEvent>;

/** Everything the codec says is said to a real contract, and everything it reads was written by one. */
describe.skipIf(anvilMissing)('the codec against a real registry', () => {
  let chain: RegistryChain;
  let hospitalA: AdmittedHospital;
  let hospitalB: AdmittedHospital;
  const workstationA = testKey('workstation a');
  const workstationB = testKey('workstation b');

  beforeAll(async () => {
    chain = await startRegistryChain();
    hospitalA = await chain.admitHospital(workstationA, `0x${testDigest(21)}`);
    hospitalB = await chain.admitHospital(workstationB, `0x${testDigest(22)}`);
  });

  afterAll(() => chain?.stop());

  /** Writes, and gives back what the registry said, without its position. */
  async function say(key: Uint8Array, intent: RegistryIntent): Promise<Said[]> {
    const receipt = await chain.write(key, intent);
    expect(receipt.succeeded).toBe(true);
    // Safe: kind and args stay together.
    return receipt.events.map(({ kind, args }) => ({ kind, args }) as Said);
  }

  /** Asks the contract to do it without sending, and decodes why it does not. */
  async function refusalOf(key: Uint8Array, intent: RegistryIntent) {
    const call = { from: addressOf(key), to: chain.registry, data: encodeIntent(intent) };
    try {
      await chain.anvil.rpc('eth_call', call, 'latest');
    } catch (error) {
      if (error instanceof RpcRefusal && error.data) return decodeRefusal(error.data);
      throw error;
    }
    throw new Error('the registry did not refuse');
  }

  /** A new patient of hospital A. */
  async function aPatient(name: string) {
    const privateKey = testKey(name);
    const patient = testPatient(privateKey);
    await say(workstationA, { kind: 'addPatient', args: { patient, keyring: testDigest(31) } });
    return { privateKey, patient };
  }

  function aGrant(patient: Grant['patient'], nonce = 0): Grant {
    const scope = scopeCommitment({ categories: ['observation', 'allergy'], salt: testKey('salt') });
    const envelope = testDigest(41);
    return {
      patient,
      grantee: hospitalB.hospitalId,
      scope,
      envelope,
      expiresAt: YEAR_2096,
      nonce,
      deadline: YEAR_2096,
    };
  }

  function grantIntent(grant: Grant, privateKey: Uint8Array): RegistryIntent {
    return { kind: 'grantAccess', args: { grant, signature: signGrant(chain, grant, privateKey) } };
  }

  it('[CON1] admits and removes hospitals', async () => {
    const administrator = addressOf(testKey('third administrator'));
    const sealKey = `0x${testDigest(23)}`;
    const profile = testDigest(24);
    const before = await chain.read(readHospitalCount());
    const hospital = HospitalId.parse(before + 1);
    expect(await say(chain.registrarKey, { kind: 'addHospital', args: { administrator, sealKey, profile } })).toEqual([
      { kind: 'HospitalAdded', args: { hospital, administrator, sealKey, profile } },
    ]);
    expect(await chain.read(readHospital(hospital))).toEqual({ administrator, sealKey });

    expect(await say(chain.registrarKey, { kind: 'removeHospital', args: { hospital } })).toEqual([
      { kind: 'HospitalRemoved', args: { hospital } },
    ]);
    expect(await chain.read(readHospital(hospital))).toBeNull();
    expect(await chain.read(readHospitalCount())).toBe(before + 1);
  });

  it('[CON6] enrols and revokes workstations', async () => {
    const workstation = WorkstationAddress.parse(addressOf(testKey('short-lived workstation')));
    const hospital = hospitalA.hospitalId;
    expect(await chain.read(readWorkstation(workstation))).toEqual({
      hospital: 0,
      status: 'unknown',
      sequence: 0,
      head: EMPTY_HEAD,
    });
    expect(await say(hospitalA.administratorKey, { kind: 'enrolWorkstation', args: { workstation } })).toEqual([
      { kind: 'WorkstationEnrolled', args: { workstation, hospital } },
    ]);
    expect((await chain.read(readWorkstation(workstation))).status).toBe('enrolled');
    expect(await say(hospitalA.administratorKey, { kind: 'revokeWorkstation', args: { workstation } })).toEqual([
      { kind: 'WorkstationRevoked', args: { workstation } },
    ]);
    expect((await chain.read(readWorkstation(workstation))).status).toBe('revoked');
  });

  it('[KEY8] registers patients and rotates their epochs', async () => {
    const hospital = hospitalA.hospitalId;
    const patient = testPatient(testKey('rotating patient'));
    const before = await chain.read(readPatientCount());
    expect(await say(workstationA, { kind: 'addPatient', args: { patient, keyring: testDigest(31) } })).toEqual([
      { kind: 'PatientAdded', args: { patient, hospital, keyring: testDigest(31) } },
    ]);
    expect(await chain.read(readPatient(patient))).toEqual({ hospital, epoch: 1, nonce: 0 });
    expect(await chain.read(readPatientCount())).toBe(before + 1);

    const rotation = { patient, epoch: 2, keyring: testDigest(32) };
    expect(await say(workstationA, { kind: 'rotateEpoch', args: rotation })).toEqual([
      { kind: 'EpochRotated', args: rotation },
    ]);
    expect(await chain.read(readPatient(patient))).toEqual({ hospital, epoch: 2, nonce: 0 });
  });

  it('[CON2] replays a stream of single, batched and removed records to the head the contract stores', async () => {
    const workstation = addressOf(workstationB);
    const entry = (number: number) => ({ tag: `0x${testDigest(100 + number)}`, pointer: testDigest(200 + number) });
    const entries = Array.from({ length: 20 }, (_, index) => entry(index + 1));
    const said = [
      ...(await say(workstationB, { kind: 'addPatientRecord', args: { sequence: 0, ...entry(0) } })),
      ...(await say(workstationB, { kind: 'addPatientRecords', args: { firstSequence: 1, entries } })),
      ...(await say(workstationB, { kind: 'removePatientRecord', args: { sequence: 21, ...entry(3) } })),
    ];
    expect(said).toEqual([
      ...[entry(0), ...entries].map((args, sequence) => ({
        kind: 'RecordAdded',
        args: { workstation, sequence, ...args },
      })),
      { kind: 'RecordRemoved', args: { workstation, sequence: 21, ...entry(3) } },
    ]);

    const replay = (events: Said[]) =>
      events.reduce((head, event) => {
        if (event.kind === 'RecordAdded') return advanceHead(head, { kind: 'added', ...event.args });
        if (event.kind === 'RecordRemoved') return advanceHead(head, { kind: 'removed', ...event.args });
        throw new Error('only records belong to a stream');
      }, EMPTY_HEAD);
    const { head, sequence } = await chain.read(readWorkstation(workstation));
    expect(sequence).toBe(22);
    expect(replay(said)).toBe(head);
    expect(replay(said.slice(1)), 'one missing').not.toBe(head);
    expect(replay([...said].reverse()), 'reordered').not.toBe(head);
  });

  it('[CON5] says what a repeated batch met, with the expected and the actual sequence', async () => {
    const { sequence: expected } = await chain.read(readWorkstation(addressOf(workstationA)));
    const entries = [{ tag: `0x${testDigest(51)}`, pointer: testDigest(52) }];
    const repeated: RegistryIntent = { kind: 'addPatientRecords', args: { firstSequence: expected, entries } };
    await say(workstationA, repeated);
    expect(await refusalOf(workstationA, repeated)).toEqual({
      error: 'WorkstationSequenceMismatch',
      args: { expected: expected + 1, actual: expected },
    });
    const again = await chain.write(workstationA, repeated);
    expect(again.succeeded).toBe(false);
  });

  it('[CON4] asks for access without naming a patient', async () => {
    const args = { to: hospitalA.hospitalId, request: testDigest(61) };
    expect(await say(workstationB, { kind: 'requestAccess', args })).toEqual([
      { kind: 'AccessRequested', args: { from: hospitalB.hospitalId, ...args } },
    ]);
  });

  it('anchors an audit head', async () => {
    const args = { head: `0x${testDigest(71)}`, report: testDigest(72) };
    expect(await say(workstationA, { kind: 'anchorAudit', args })).toEqual([
      { kind: 'AuditAnchored', args: { workstation: addressOf(workstationA), ...args } },
    ]);
  });

  it('[CON3] has a grant accepted that the patient signed and another hospital relays', async () => {
    const { patient, privateKey } = await aPatient('granting patient');
    const grant = aGrant(patient);
    const { grantee, scope, envelope, expiresAt } = grant;
    const grantId = grantIdOf(grant);
    expect(await say(workstationB, grantIntent(grant, privateKey))).toEqual([
      { kind: 'AccessGranted', args: { grantId, grantee, scope, envelope, expiresAt } },
    ]);
    expect(await chain.read(readGrant(grantId))).toEqual({ grantee, expiresAt, scope: scope.slice(0, 50) });
    expect(await chain.read(readPatient(patient))).toMatchObject({ nonce: 1 });
  });

  it('[S15] is told by the contract which categories are in scope, and for whom', async () => {
    const { patient, privateKey } = await aPatient('scoping patient');
    const grant = aGrant(patient);
    await say(workstationB, grantIntent(grant, privateKey));
    const disclosed = { categories: ['observation', 'allergy'], salt: testKey('salt') } as const;
    const ask = (...question: Parameters<typeof readAuthorization>) => chain.read(readAuthorization(...question));
    const id = grantIdOf(grant);
    expect(await ask(id, hospitalB.hospitalId, ['observation'], disclosed)).toBe(true);
    expect(await ask(id, hospitalB.hospitalId, ['allergy', 'observation'], disclosed)).toBe(true);
    expect(await ask(id, hospitalB.hospitalId, ['medication'], disclosed)).toBe(false);
    expect(await ask(id, hospitalA.hospitalId, ['observation'], disclosed)).toBe(false);
    const pretended = { ...disclosed, categories: ['observation', 'allergy', 'medication'] } as const;
    expect(await ask(id, hospitalB.hospitalId, ['medication'], pretended)).toBe(false);
  });

  it('[S16] has a revocation accepted, after which nothing is authorised', async () => {
    const { patient, privateKey } = await aPatient('revoking patient');
    const grant = aGrant(patient);
    await say(workstationB, grantIntent(grant, privateKey));
    const revocation = { patient, nonce: 0 };
    const signature = signRevocation(chain, revocation, privateKey);
    const intent: RegistryIntent = { kind: 'revokeAccess', args: { revocation, signature } };
    expect(await say(workstationA, intent)).toEqual([
      { kind: 'AccessRevoked', args: { grantId: grantIdOf(revocation) } },
    ]);
    expect(await chain.read(readGrant(grantIdOf(grant)))).toBeNull();
    expect(await refusalOf(workstationA, intent)).toEqual({
      error: 'GrantAlreadyOver',
      args: { grantId: grantIdOf(grant) },
    });
  });

  it('[CON3] has every signature refused that is not over exactly this grant, here', async () => {
    const { patient, privateKey } = await aPatient('careful patient');
    const grant = aGrant(patient);
    const signedFor = (domain: Partial<RegistryChain>, signed = grant): RegistryIntent => {
      const signature = signGrant({ ...chain, ...domain }, signed, privateKey);
      return { kind: 'grantAccess', args: { grant, signature } };
    };
    const wrong = [
      signedFor({ chainId: 1 }),
      signedFor({ registry: addressOf(testKey('another contract')) }),
      signedFor({}, { ...grant, grantee: hospitalA.hospitalId }),
      signedFor({}, { ...grant, expiresAt: grant.expiresAt - 1 }),
      grantIntent(grant, testKey('somebody else')),
    ];
    for (const intent of wrong) {
      const refusal = await refusalOf(workstationB, intent);
      expect(refusal).toMatchObject({ error: 'SignatureSignerMismatch', args: { expected: patient } });
    }
    expect(await refusalOf(workstationB, grantIntent(aGrant(patient, 3), privateKey))).toEqual({
      error: 'GrantNonceMismatch',
      args: { expected: 0, actual: 3 },
    });
  });

  it('[CON6] pauses grants, never revocations', async () => {
    const { patient, privateKey } = await aPatient('paused patient');
    await say(workstationB, grantIntent(aGrant(patient), privateKey));
    await say(chain.registrarKey, { kind: 'pause', args: {} });
    expect(await refusalOf(workstationB, grantIntent(aGrant(patient, 1), privateKey))).toEqual({
      error: 'EnforcedPause',
      args: {},
    });
    const revocation = { patient, nonce: 0 };
    const signature = signRevocation(chain, revocation, privateKey);
    await say(workstationB, { kind: 'revokeAccess', args: { revocation, signature } });
    await say(chain.registrarKey, { kind: 'unpause', args: {} });
    await say(workstationB, grantIntent(aGrant(patient, 1), privateKey));
  });
});
