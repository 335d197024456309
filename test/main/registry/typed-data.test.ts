import { AbiCoder } from 'ethers/abi';
import { keccak256 } from 'ethers/crypto';
import { verifyTypedData } from 'ethers/hash';
import { describe, expect, it } from 'vitest';
import { packTerms, unpackTerms } from '../../../main/registry/grant-terms.ts';
import { guardianCommitment, inOrder } from '../../../main/registry/guardians.ts';
import {
  type Grant,
  grantIdOf,
  grantOf,
  type KeyChange,
  signGrant,
  signKeyRecovery,
  signKeyRotation,
  signRevocation,
} from '../../../main/registry/typed-data.ts';
import { GrantId, HospitalId } from '../../../preload/api/ids.ts';
import { testDigest, testKey, testPatient } from '../../fixtures/registry-chain.ts';

const privateKey = testKey('patient');
const patient = testPatient(privateKey);
const domain = { chainId: 31_337, registry: `0x${'5a'.repeat(20)}` };
const grant: Grant = {
  patient,
  grantee: HospitalId.parse(2),
  scope: `0x${testDigest(1).slice(0, 48)}`,
  envelope: testDigest(2),
  expiresAt: 1_900_000_000,
  nonce: 258,
  deadline: 1_800_000_000,
};

describe('signGrant', () => {
  it('is deterministic, 65 bytes, with low s', () => {
    const signature = signGrant(domain, grant, privateKey);
    expect(signature).toMatch(/^0x[0-9a-f]{130}$/);
    expect(signGrant(domain, grant, privateKey)).toBe(signature);
    const s = BigInt(`0x${signature.slice(66, 130)}`);
    expect(s <= 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n).toBe(true);
  });

  it.each<[string, Partial<Grant>]>([
    ['grantee', { grantee: HospitalId.parse(3) }],
    ['scope', { scope: `0x${testDigest(3).slice(0, 48)}` }],
    ['envelope', { envelope: testDigest(4) }],
    ['expiry', { expiresAt: 1_900_000_001 }],
    ['nonce', { nonce: 259 }],
    ['deadline', { deadline: 1_800_000_001 }],
  ])('differs when the %s differs', (_, change) => {
    expect(signGrant(domain, { ...grant, ...change }, privateKey)).not.toBe(signGrant(domain, grant, privateKey));
  });

  it('counts for one registry on one chain', () => {
    const here = signGrant(domain, grant, privateKey);
    expect(signGrant({ ...domain, chainId: 1 }, grant, privateKey)).not.toBe(here);
    expect(signGrant({ ...domain, registry: patient }, grant, privateKey)).not.toBe(here);
  });
});

describe('signRevocation', () => {
  it('is the patient’s, by a general EIP-712 verifier', () => {
    const signature = signRevocation(domain, { patient, nonce: 258 }, privateKey);
    const signer = verifyTypedData(
      { name: 'Wardkeep HospitalRegistry', version: '1', chainId: 31_337, verifyingContract: domain.registry },
      {
        Revocation: [
          { name: 'patient', type: 'address' },
          { name: 'nonce', type: 'uint40' },
        ],
      },
      { patient, nonce: 258 },
      signature,
    );
    expect(signer.toLowerCase()).toBe(patient);
  });
});

describe('what says the same in two types', () => {
  const change: KeyChange = { patient, key: domain.registry, nonce: 3, deadline: 1_800_000_000 };

  it('[CON3] is signed differently: a rotation is never a recovery', () => {
    expect(signKeyRotation(domain, change, privateKey)).not.toBe(signKeyRecovery(domain, change, privateKey));
  });
});

describe('the terms of a grant', () => {
  it('are one word and can be read back', () => {
    const word = packTerms(grant);
    expect(word).toBe(`${grant.scope}00713fb300000002`);
    expect(unpackTerms(word)).toEqual({ grantee: grant.grantee, scope: grant.scope, expiresAt: grant.expiresAt });
  });

  it('keep the largest values apart', () => {
    const scope = `0x${'ff'.repeat(24)}`;
    const largest = { grantee: HospitalId.parse(0xff_ff_ff), scope, expiresAt: 2 ** 40 - 1 };
    expect(packTerms(largest)).toBe(`0x${'ff'.repeat(32)}`);
    expect(unpackTerms(packTerms(largest))).toEqual(largest);
  });
});

describe('guardians', () => {
  it('are put in the order of their addresses, whatever letters they were written with', () => {
    const [high, low] = [`0x${'AB'.repeat(20)}`, `0x${'0c'.repeat(20)}`];
    expect(inOrder([high, low])).toEqual([low, high.toLowerCase()]);
  });

  it('are committed to as Solidity’s abi.encode does, and not without their salt', () => {
    const set = { threshold: 1, members: [patient], salt: `0x${testDigest(5)}` };
    const encoded = AbiCoder.defaultAbiCoder().encode(
      ['uint256', 'uint256', 'uint256', 'bytes32', 'uint256', 'address'],
      [32, set.threshold, 96, set.salt, set.members.length, patient],
    );
    expect(guardianCommitment(set)).toBe(keccak256(encoded));
    expect(guardianCommitment({ ...set, salt: `0x${testDigest(6)}` })).not.toBe(guardianCommitment(set));
  });
});

describe('grantIdOf', () => {
  it('is the patient, then the nonce, and can be read back', () => {
    const id = grantIdOf(grant);
    expect(id).toBe(`${patient}${'0'.repeat(20)}0102`);
    expect(GrantId.parse(id)).toBe(id);
    expect(grantOf(id)).toEqual({ patient, nonce: 258 });
  });
});
