import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RegistryEvent } from '../../../../main/registry/logs.ts';
import { grantIdOf } from '../../../../main/registry/typed-data.ts';
import { toChainLogRow } from '../../../../main/vault/operations/log-row.ts';
import { countUsedNumbers, insertChainLog } from '../../../../main/vault/store/queries/chain-logs.ts';
import {
  getRegisteredHospital,
  listRegisteredHospitals,
} from '../../../../main/vault/store/queries/registry-members.ts';
import { HospitalId, PatientRef } from '../../../../preload/api/ids.ts';
import { testDigest } from '../../../fixtures/registry-chain.ts';
import { openTestVault, TEST_USERS, type TestVault } from '../../../fixtures/vault.ts';

const hospital = HospitalId.parse(2);
const patient = PatientRef.parse(`0x${'12'.repeat(20)}`);
const other = PatientRef.parse(`0x${'34'.repeat(20)}`);
const key = `0x${'56'.repeat(20)}`;

/** What an event says, without where it happened. */
type Told = {
  [K in RegistryEvent['kind']]: { kind: K; args: Extract<RegistryEvent, { kind: K }>['args'] };
}[RegistryEvent['kind']];

describe('the log', () => {
  let vault: TestVault;
  let next = 0;

  beforeEach(async () => {
    next = 0;
    vault = await openTestVault({ users: [TEST_USERS[0]] });
  });
  afterEach(() => vault.remove());

  function log(...told: Told[]): void {
    vault.context.db.transaction((db) => {
      for (const event of told) {
        const place = { blockNumber: next, blockHash: '0x', logIndex: 0, transactionHash: '0x' };
        // Safe: kind and args belong together, the place is added.
        insertChainLog(db, toChainLogRow({ ...event, ...place } as RegistryEvent, 1_780_000_000));
        next += 1;
      }
    });
  }

  const granted = (ref: PatientRef, nonce: number): Told => ({
    kind: 'AccessGranted',
    args: { grantId: grantIdOf({ patient: ref, nonce }), terms: `0x${testDigest(1)}`, envelope: testDigest(2) },
  });
  const revoked = (ref: PatientRef, nonce: number): Told => ({
    kind: 'AccessRevoked',
    args: { grantId: grantIdOf({ patient: ref, nonce }) },
  });
  const proposed = (byGuardians: boolean): Told => ({
    kind: 'RecoveryProposed',
    args: { patient, key, readyAt: 1_790_000_000, byGuardians },
  });

  it('[CON3] counts the numbers a patient has used: whatever was signed, and every new key', () => {
    const numberAfter = (...told: Told[]) => {
      log(...told);
      return countUsedNumbers(vault.context.db, patient);
    };
    expect(numberAfter()).toBe(0);
    expect(numberAfter(granted(patient, 0), granted(other, 0))).toBe(1);
    expect(numberAfter(revoked(patient, 0)), 'a grant and its end share a number').toBe(1);
    expect(numberAfter(revoked(patient, 1)), 'a grant that was called off before it began').toBe(2);
    expect(numberAfter({ kind: 'GuardiansChosen', args: { patient, guardians: `0x${testDigest(3)}` } })).toBe(3);
    expect(numberAfter(proposed(false)), 'the hospital signs nothing of the patient’s').toBe(3);
    expect(numberAfter(proposed(true))).toBe(4);
    expect(numberAfter({ kind: 'RecoveryCancelled', args: { patient } })).toBe(4);
    expect(numberAfter({ kind: 'PatientKeyRotated', args: { patient, key } })).toBe(5);
    expect(numberAfter({ kind: 'PatientKeyRecovered', args: { patient, key } })).toBe(6);
  });

  it('knows the seal key that a hospital named last, until the hospital is removed', () => {
    const sealKey = (number: number) => `0x${testDigest(number)}`;
    log({ kind: 'HospitalAdded', args: { hospital, administrator: key, sealKey: sealKey(1), profile: testDigest(9) } });
    expect(getRegisteredHospital(vault.context.db, hospital)).toEqual({ hospitalId: hospital, sealKey: sealKey(1) });
    log(
      { kind: 'HospitalSealKeyChanged', args: { hospital, sealKey: sealKey(2) } },
      { kind: 'HospitalSealKeyChanged', args: { hospital: HospitalId.parse(3), sealKey: sealKey(4) } },
      { kind: 'HospitalSealKeyChanged', args: { hospital, sealKey: sealKey(3) } },
    );
    expect(listRegisteredHospitals(vault.context.db)).toEqual([{ hospitalId: hospital, sealKey: sealKey(3) }]);
    log({ kind: 'HospitalRemoved', args: { hospital } });
    expect(getRegisteredHospital(vault.context.db, hospital)).toBeUndefined();
  });
});
