import { required, SealKey } from '../option-values.ts';
import { registryWrite } from '../write/registry-write.ts';

export const setSealKey = registryWrite({
  name: 'set-seal-key',
  summary: 'the key under which others seal to the hospital from now on (administrator)',
  options: { sealKey: required('0x…', SealKey, 'X25519 public key') },
  intent: ({ sealKey }) => ({ kind: 'setHospitalSealKey', args: { sealKey } }),
});
