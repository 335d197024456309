import { DigestText, required, SealKey, SomeAddress } from '../option-values.ts';
import { registryWrite } from '../write/registry-write.ts';

export const addHospital = registryWrite({
  name: 'add-hospital',
  summary: 'admits a hospital (registrar)',
  options: {
    administrator: required('ADDRESS', SomeAddress, 'who enrols and revokes the workstations of the hospital'),
    sealKey: required('0x…', SealKey, "the hospital's X25519 public key, under which others seal to it"),
    profile: required('DIGEST', DigestText, "SHA-256 of the hospital's public description"),
  },
  intent: ({ administrator, sealKey, profile }) => ({ kind: 'addHospital', args: { administrator, sealKey, profile } }),
});
