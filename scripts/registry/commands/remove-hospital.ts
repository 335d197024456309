import { HospitalNumber, required } from '../option-values.ts';
import { registryWrite } from '../write/registry-write.ts';

export const removeHospital = registryWrite({
  name: 'remove-hospital',
  summary: 'ends the membership of a hospital, for good (registrar)',
  options: { hospital: required('N', HospitalNumber, 'its number in the registry') },
  intent: ({ hospital }) => ({ kind: 'removeHospital', args: { hospital } }),
});
