import { registryWrite } from '../write/registry-write.ts';

export const unpause = registryWrite({
  name: 'unpause',
  summary: 'ends a pause (registrar)',
  options: {},
  intent: () => ({ kind: 'unpause', args: {} }),
});
