import { type SealKeyPair, sealKeyPair } from '../../../../main/vault/crypto/sodium.ts';
import { GrantId, HospitalId, PatientRef, RequestId } from '../../../../preload/api/ids.ts';
import { seededRandom } from '../../../fixtures/seeded-random.ts';

const random = seededRandom('sealed objects');

/** Everyone who may open a sealed object in these tests, once libsodium is ready. */
export function people(): Record<'patient' | 'source' | 'asking' | 'stranger', SealKeyPair> {
  const pair = () => sealKeyPair(random(32));
  return { patient: pair(), source: pair(), asking: pair(), stranger: pair() };
}

export const grantId = GrantId.parse(`0x${'a1'.repeat(32)}`);
export const subjectRef = PatientRef.parse(`0x${'b2'.repeat(20)}`);
export const requestId = RequestId.parse('018f3c1e-7b2a-7c3d-8e4f-5a6b7c8d9e0f');
export const sourceHospital = HospitalId.parse(1);
export const askingHospital = HospitalId.parse(2);
export const notDecryptable = { code: 'crypto.notDecryptable' };
