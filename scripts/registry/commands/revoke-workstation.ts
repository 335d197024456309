import { WorkstationAddress } from '../../../preload/api/ids.ts';
import { required, SomeAddress } from '../option-values.ts';
import { registryWrite } from '../write/registry-write.ts';

export const revokeWorkstation = registryWrite({
  name: 'revoke-workstation',
  summary: 'ends that, for good (administrator)',
  options: { workstation: required('ADDRESS', SomeAddress, 'whose key counts no longer') },
  intent: ({ workstation }) => ({
    kind: 'revokeWorkstation',
    args: { workstation: WorkstationAddress.parse(workstation) },
  }),
});
