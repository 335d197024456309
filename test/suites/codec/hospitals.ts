import { expect, it } from 'vitest';
import { addressOf } from '../../../main/registry/addresses.ts';
import { EMPTY_HEAD } from '../../../main/registry/head.ts';
import {
  readHospital,
  readHospitalCount,
  readPatient,
  readPatientCount,
  readWorkstation,
} from '../../../main/registry/reads.ts';
import { HospitalId, WorkstationAddress } from '../../../preload/api/ids.ts';
import { testDigest, testKey, testPatient } from '../../fixtures/registry-chain.ts';
import type { CodecWorld } from './world.ts';

export function testHospitals(world: CodecWorld): void {
  it('[CON1] admits and removes hospitals', async () => {
    const administrator = addressOf(testKey('third administrator'));
    const sealKey = `0x${testDigest(23)}`;
    const profile = testDigest(24);
    const before = await world.chain.read(readHospitalCount());
    const hospital = HospitalId.parse(before + 1);
    expect(
      await world.say(world.chain.registrarKey, { kind: 'addHospital', args: { administrator, sealKey, profile } }),
    ).toEqual([{ kind: 'HospitalAdded', args: { hospital, administrator, sealKey, profile } }]);
    expect(await world.chain.read(readHospital(hospital))).toEqual({ administrator, sealKey });

    expect(await world.say(world.chain.registrarKey, { kind: 'removeHospital', args: { hospital } })).toEqual([
      { kind: 'HospitalRemoved', args: { hospital } },
    ]);
    expect(await world.chain.read(readHospital(hospital))).toBeNull();
    expect(await world.chain.read(readHospitalCount())).toBe(before + 1);
  });

  it('[CON6] hands an administration on in two steps, and tells of new seal keys and profiles', async () => {
    const [first, second] = [testKey('first administrator'), testKey('second administrator')];
    const add = { administrator: addressOf(first), sealKey: `0x${testDigest(25)}`, profile: testDigest(26) };
    await world.say(world.chain.registrarKey, { kind: 'addHospital', args: add });
    const hospital = HospitalId.parse(await world.chain.read(readHospitalCount()));
    const administrator = addressOf(second);
    for (const key of [first, second]) await world.chain.fund(addressOf(key));
    expect(await world.say(first, { kind: 'offerAdministration', args: { administrator } })).toEqual([
      { kind: 'AdministrationOffered', args: { hospital, administrator } },
    ]);
    expect(await world.say(second, { kind: 'acceptAdministration', args: { hospital } })).toEqual([
      { kind: 'AdministrationAccepted', args: { hospital, administrator } },
    ]);
    const sealKey = `0x${testDigest(27)}`;
    expect(await world.say(second, { kind: 'setHospitalSealKey', args: { sealKey } })).toEqual([
      { kind: 'HospitalSealKeyChanged', args: { hospital, sealKey } },
    ]);
    expect(await world.say(second, { kind: 'setHospitalProfile', args: { profile: testDigest(28) } })).toEqual([
      { kind: 'HospitalProfileChanged', args: { hospital, profile: testDigest(28) } },
    ]);
    expect(await world.chain.read(readHospital(hospital))).toEqual({ administrator, sealKey });
    expect(await world.refusalOf(first, { kind: 'setHospitalProfile', args: { profile: testDigest(29) } })).toEqual({
      error: 'HospitalAdministratorUnknown',
      args: { caller: addressOf(first) },
    });
  });

  it('[CON6] enrols and revokes workstations', async () => {
    const workstation = WorkstationAddress.parse(addressOf(testKey('short-lived workstation')));
    const hospital = world.hospitalA.hospitalId;
    expect(await world.chain.read(readWorkstation(workstation))).toEqual({
      hospital: 0,
      status: 'unknown',
      sequence: 0,
      head: EMPTY_HEAD,
    });
    expect(
      await world.say(world.hospitalA.administratorKey, { kind: 'enrolWorkstation', args: { workstation } }),
    ).toEqual([{ kind: 'WorkstationEnrolled', args: { workstation, hospital } }]);
    expect((await world.chain.read(readWorkstation(workstation))).status).toBe('enrolled');
    expect(
      await world.say(world.hospitalA.administratorKey, { kind: 'revokeWorkstation', args: { workstation } }),
    ).toEqual([{ kind: 'WorkstationRevoked', args: { workstation } }]);
    expect((await world.chain.read(readWorkstation(workstation))).status).toBe('revoked');
  });

  it('[KEY8] registers patients and rotates their epochs', async () => {
    const hospital = world.hospitalA.hospitalId;
    const patient = testPatient(testKey('rotating patient'));
    const before = await world.chain.read(readPatientCount());
    expect(
      await world.say(world.workstationA, { kind: 'addPatient', args: { patient, keyring: testDigest(31) } }),
    ).toEqual([{ kind: 'PatientAdded', args: { patient, hospital, keyring: testDigest(31) } }]);
    expect(await world.chain.read(readPatient(patient))).toEqual({ hospital, key: patient, epoch: 1, nonce: 0 });
    expect(await world.chain.read(readPatientCount())).toBe(before + 1);

    const rotation = { patient, epoch: 2, keyring: testDigest(32) };
    expect(await world.say(world.workstationA, { kind: 'rotateEpoch', args: rotation })).toEqual([
      { kind: 'EpochRotated', args: rotation },
    ]);
    expect(await world.chain.read(readPatient(patient))).toEqual({ hospital, key: patient, epoch: 2, nonce: 0 });
  });
}
