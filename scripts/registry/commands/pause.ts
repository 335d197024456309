import { registryWrite } from '../write/registry-write.ts';

export const pause = registryWrite({
  name: 'pause',
  summary: 'stops whatever gives a right, never what takes one away (registrar)',
  options: {},
  intent: () => ({ kind: 'pause', args: {} }),
});
