import { required, SomeAddress } from '../option-values.ts';
import { registryWrite } from '../write/registry-write.ts';

export const offerRegistrar = registryWrite({
  name: 'offer-registrar',
  summary: 'first step of handing the registry over; nothing changes before the second (registrar)',
  options: { registrar: required('ADDRESS', SomeAddress, 'who may take over') },
  intent: ({ registrar }) => ({ kind: 'transferOwnership', args: { registrar } }),
});
