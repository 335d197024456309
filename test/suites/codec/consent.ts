import { expect, it } from 'vitest';
import { addressOf } from '../../../main/registry/addresses.ts';
import { packTerms, unpackTerms } from '../../../main/registry/grant-terms.ts';
import type { RegistryIntent } from '../../../main/registry/intents.ts';
import { readAuthorization, readGrant, readPatient } from '../../../main/registry/reads.ts';
import { grantIdOf, signGrant, signRevocation } from '../../../main/registry/typed-data.ts';
import { type RegistryChain, testKey } from '../../fixtures/registry-chain.ts';
import type { CodecWorld } from './world.ts';

export function testConsent(world: CodecWorld): void {
  it('[CON3] has a grant accepted that the patient signed and another hospital relays', async () => {
    const { patient, privateKey } = await world.aPatient('granting patient');
    const grant = world.aGrant(patient);
    const { grantee, scope, envelope, expiresAt } = grant;
    const grantId = grantIdOf(grant);
    const terms = packTerms(grant);
    expect(unpackTerms(terms)).toEqual({ grantee, scope, expiresAt });
    expect(await world.say(world.workstationB, world.grantIntent(grant, privateKey))).toEqual([
      { kind: 'AccessGranted', args: { grantId, terms, envelope } },
    ]);
    expect(await world.chain.read(readGrant(grantId))).toEqual({ grantee, expiresAt, scope });
    expect(await world.chain.read(readPatient(patient))).toMatchObject({ nonce: 1 });
  });

  it('[S15] is told by the contract which categories are in scope, and for whom', async () => {
    const { patient, privateKey } = await world.aPatient('scoping patient');
    const grant = world.aGrant(patient);
    await world.say(world.workstationB, world.grantIntent(grant, privateKey));
    const disclosed = { categories: ['observation', 'allergy'], salt: testKey('salt') } as const;
    const ask = (...question: Parameters<typeof readAuthorization>) => world.chain.read(readAuthorization(...question));
    const id = grantIdOf(grant);
    expect(await ask(id, world.hospitalB.hospitalId, ['observation'], disclosed)).toBe(true);
    expect(await ask(id, world.hospitalB.hospitalId, ['allergy', 'observation'], disclosed)).toBe(true);
    expect(await ask(id, world.hospitalB.hospitalId, ['medication'], disclosed)).toBe(false);
    expect(await ask(id, world.hospitalA.hospitalId, ['observation'], disclosed)).toBe(false);
    const pretended = { ...disclosed, categories: ['observation', 'allergy', 'medication'] } as const;
    expect(await ask(id, world.hospitalB.hospitalId, ['medication'], pretended)).toBe(false);
  });

  it('[S16] has a revocation accepted, after which nothing is authorised', async () => {
    const { patient, privateKey } = await world.aPatient('revoking patient');
    const grant = world.aGrant(patient);
    await world.say(world.workstationB, world.grantIntent(grant, privateKey));
    const revocation = { patient, nonce: 0 };
    const signature = signRevocation(world.chain, revocation, privateKey);
    const intent: RegistryIntent = { kind: 'revokeAccess', args: { revocation, signature } };
    expect(await world.say(world.workstationA, intent)).toEqual([
      { kind: 'AccessRevoked', args: { grantId: grantIdOf(revocation) } },
    ]);
    expect(await world.chain.read(readGrant(grantIdOf(grant)))).toBeNull();
    expect(await world.refusalOf(world.workstationA, intent)).toEqual({
      error: 'GrantAlreadyOver',
      args: { grantId: grantIdOf(grant) },
    });
  });

  it('[CON3] has every signature refused that is not over exactly this grant, here', async () => {
    const { patient, privateKey } = await world.aPatient('careful patient');
    const grant = world.aGrant(patient);
    const signedFor = (domain: Partial<RegistryChain>, signed = grant): RegistryIntent => {
      const signature = signGrant({ ...world.chain, ...domain }, signed, privateKey);
      return { kind: 'grantAccess', args: { grant, signature } };
    };
    const wrong = [
      signedFor({ chainId: 1 }),
      signedFor({ registry: addressOf(testKey('another contract')) }),
      signedFor({}, { ...grant, grantee: world.hospitalA.hospitalId }),
      signedFor({}, { ...grant, expiresAt: grant.expiresAt - 1 }),
      world.grantIntent(grant, testKey('somebody else')),
    ];
    for (const intent of wrong) {
      const refusal = await world.refusalOf(world.workstationB, intent);
      expect(refusal).toMatchObject({ error: 'SignatureSignerMismatch', args: { expected: patient } });
    }
    expect(await world.refusalOf(world.workstationB, world.grantIntent(world.aGrant(patient, 3), privateKey))).toEqual({
      error: 'SignatureNonceMismatch',
      args: { expected: 0, actual: 3 },
    });
  });

  it('[CON6] pauses grants, never revocations', async () => {
    const { patient, privateKey } = await world.aPatient('paused patient');
    await world.say(world.workstationB, world.grantIntent(world.aGrant(patient), privateKey));
    await world.say(world.chain.registrarKey, { kind: 'pause', args: {} });
    expect(await world.refusalOf(world.workstationB, world.grantIntent(world.aGrant(patient, 1), privateKey))).toEqual({
      error: 'EnforcedPause',
      args: {},
    });
    const revocation = { patient, nonce: 0 };
    const signature = signRevocation(world.chain, revocation, privateKey);
    await world.say(world.workstationB, { kind: 'revokeAccess', args: { revocation, signature } });
    await world.say(world.chain.registrarKey, { kind: 'unpause', args: {} });
    await world.say(world.workstationB, world.grantIntent(world.aGrant(patient, 1), privateKey));
  });
}
