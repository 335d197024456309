import { WorkstationAddress } from '../../../preload/api/ids.ts';
import { required, SomeAddress } from '../option-values.ts';
import { registryWrite } from '../write/registry-write.ts';

export const enrol = registryWrite({
  name: 'enrol',
  summary: 'lets a workstation write for the hospital (administrator)',
  options: { workstation: required('ADDRESS', SomeAddress, 'as the workstation shows it') },
  intent: ({ workstation }) => ({
    kind: 'enrolWorkstation',
    args: { workstation: WorkstationAddress.parse(workstation) },
  }),
});
