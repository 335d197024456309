import { registryWrite } from '../write/registry-write.ts';

export const acceptRegistrar = registryWrite({
  name: 'accept-registrar',
  summary: 'second step: takes over what was offered (the new registrar)',
  options: {},
  intent: () => ({ kind: 'acceptOwnership', args: {} }),
});
