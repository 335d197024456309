import { HospitalNumber, required } from '../option-values.ts';
import { registryWrite } from '../write/registry-write.ts';

export const acceptAdministration = registryWrite({
  name: 'accept-administration',
  summary: 'second step: takes over what was offered (the new administrator)',
  options: { hospital: required('N', HospitalNumber, 'its number in the registry') },
  intent: ({ hospital }) => ({ kind: 'acceptAdministration', args: { hospital } }),
});
