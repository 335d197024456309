import { expect, it } from 'vitest';
import { addressOf } from '../../../main/registry/addresses.ts';
import { type GuardianSet, guardianCommitment, inOrder } from '../../../main/registry/guardians.ts';
import type { RegistryIntent } from '../../../main/registry/intents.ts';
import {
  readAuthorization,
  readGuardians,
  readPatient,
  readRecovery,
  readRecoveryWait,
} from '../../../main/registry/reads.ts';
import {
  grantIdOf,
  type KeyChange,
  signGuardianChoice,
  signKeyRecovery,
  signKeyRotation,
  signRecoveryCancellation,
} from '../../../main/registry/typed-data.ts';
import type { PatientRef } from '../../../preload/api/ids.ts';
import { RECOVERY_WAIT, testDigest, testKey } from '../../fixtures/registry-chain.ts';
import type { CodecWorld } from './world.ts';

const YEAR_2096 = 3_999_999_999;

/** @param passTime lets the next block come so much later; null where that cannot be done */
export function testKeys(world: CodecWorld, passTime: ((seconds: number) => Promise<void>) | null): void {
  const change = (patient: PatientRef, key: Uint8Array, nonce: number): KeyChange => {
    return { patient, key: addressOf(key), nonce, deadline: YEAR_2096 };
  };
  const rotate = (rotation: KeyChange, privateKey: Uint8Array): RegistryIntent => {
    return {
      kind: 'rotatePatientKey',
      args: { rotation, signature: signKeyRotation(world.chain, rotation, privateKey) },
    };
  };

  it('[KEY5] [KEY9] lets the old key name the new one; consents survive, and the old key is dead', async () => {
    const { patient, privateKey } = await world.aPatient('patient in custody');
    const grant = world.aGrant(patient);
    await world.say(world.workstationB, world.grantIntent(grant, privateKey));
    const card = testKey('own card');
    expect(await world.say(world.workstationB, rotate(change(patient, card, 1), privateKey))).toEqual([
      { kind: 'PatientKeyRotated', args: { patient, key: addressOf(card) } },
    ]);
    expect(await world.chain.read(readPatient(patient))).toMatchObject({ nonce: 2, key: addressOf(card) });
    const disclosed = { categories: ['observation', 'allergy'], salt: testKey('salt') } as const;
    const ask = readAuthorization(grantIdOf(grant), grant.grantee, ['allergy'], disclosed);
    expect(await world.chain.read(ask)).toBe(true);
    expect(await world.refusalOf(world.workstationB, world.grantIntent(world.aGrant(patient, 2), privateKey))).toEqual({
      error: 'SignatureSignerMismatch',
      args: { expected: addressOf(card), recovered: patient },
    });
    await world.say(world.workstationB, world.grantIntent(world.aGrant(patient, 2), card));
  });

  it('[KEY9] lets two of three guardians propose a key, and the old one stop it', async () => {
    const { patient, privateKey } = await world.aPatient('patient with guardians');
    const guardians = ['one', 'two', 'three'].map((name) => testKey(`guardian ${name}`));
    const set = setOf(guardians);
    const choice = { patient, guardians: guardianCommitment(set), nonce: 0, deadline: YEAR_2096 };
    const signature = signGuardianChoice(world.chain, choice, privateKey);
    expect(await world.say(world.workstationA, { kind: 'chooseGuardians', args: { choice, signature } })).toEqual([
      { kind: 'GuardiansChosen', args: { patient, guardians: choice.guardians } },
    ]);
    expect(await world.chain.read(readGuardians(patient))).toBe(choice.guardians);

    const recovery = change(patient, testKey('recovered card'), 1);
    const propose = (signers: readonly Uint8Array[]): RegistryIntent => {
      const signatures = set.members.map((member) => {
        const signer = signers.find((key) => addressOf(key) === member);
        return signer ? signKeyRecovery(world.chain, recovery, signer) : '0x';
      });
      return { kind: 'proposeRecoveryByGuardians', args: { recovery, guardians: set, signatures } };
    };
    expect(await world.refusalOf(world.workstationB, propose(guardians.slice(0, 1)))).toEqual({
      error: 'GuardiansTooFew',
      args: { approvals: 1, threshold: 2 },
    });
    const [proposed] = await world.say(world.workstationB, propose(guardians.slice(1)));
    const pending = await world.chain.read(readRecovery(patient));
    expect(pending).toMatchObject({ key: recovery.key, byGuardians: true });
    expect(proposed).toEqual({ kind: 'RecoveryProposed', args: { patient, ...pending } });

    const cancellation = { patient, key: recovery.key, readyAt: pending?.readyAt ?? 0 };
    const stop = signRecoveryCancellation(world.chain, cancellation, privateKey);
    const cancel = { kind: 'cancelRecovery', args: { cancellation, signature: stop } } as const;
    expect(await world.say(world.workstationB, cancel)).toEqual([{ kind: 'RecoveryCancelled', args: { patient } }]);
    expect(await world.chain.read(readRecovery(patient))).toBeNull();
    expect(await world.refusalOf(world.workstationB, cancel)).toEqual({ error: 'RecoveryUnknown', args: { patient } });
  });

  it.skipIf(!passTime)('[S17] puts a new key in place of a lost one, after the wait and not before', async () => {
    const { patient } = await world.aPatient('patient without a card');
    const key = addressOf(testKey('second card'));
    expect(await world.chain.read(readRecoveryWait())).toBe(RECOVERY_WAIT);
    await world.say(world.workstationA, { kind: 'proposeRecovery', args: { patient, key } });
    const finish = { kind: 'finishRecovery', args: { patient } } as const;
    expect(await world.refusalOf(world.workstationB, finish)).toMatchObject({ error: 'RecoveryNotReady' });
    await passTime?.(RECOVERY_WAIT);
    expect(await world.say(world.workstationB, finish)).toEqual([
      { kind: 'PatientKeyRecovered', args: { patient, key } },
    ]);
    expect(await world.chain.read(readPatient(patient))).toMatchObject({ key, nonce: 1 });
  });

  it('[S20] has an emergency told to the hospital that keeps the records, without naming a patient', async () => {
    const args = { keeper: world.hospitalA.hospitalId, startedAt: 1_766_666_666, endsAt: 1_766_681_066 };
    const emergency = { kind: 'emergencyAccess', args: { ...args, report: testDigest(81) } } as const;
    expect(await world.say(world.workstationB, emergency)).toEqual([
      { kind: 'EmergencyAccessed', args: { by: world.hospitalB.hospitalId, ...emergency.args } },
    ]);
    const endless = { ...emergency.args, endsAt: args.startedAt + 25 * 60 * 60 };
    expect(await world.refusalOf(world.workstationB, { kind: 'emergencyAccess', args: endless })).toMatchObject({
      error: 'EmergencyPeriodInvalid',
    });
  });
}

function setOf(guardians: readonly Uint8Array[]): GuardianSet {
  return { threshold: 2, members: inOrder(guardians.map(addressOf)), salt: `0x${testDigest(82)}` };
}
