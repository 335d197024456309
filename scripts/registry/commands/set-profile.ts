import { DigestText, required } from '../option-values.ts';
import { registryWrite } from '../write/registry-write.ts';

export const setProfile = registryWrite({
  name: 'set-profile',
  summary: 'the public description of the hospital from now on (administrator)',
  options: { profile: required('DIGEST', DigestText, 'SHA-256 of the description') },
  intent: ({ profile }) => ({ kind: 'setHospitalProfile', args: { profile } }),
});
