import { Address, required } from '../option-values.ts';
import { registryWrite } from '../write/registry-write.ts';

export const offerAdministration = registryWrite({
  name: 'offer-administration',
  summary: 'first step of handing a hospital to another key (administrator)',
  options: { administrator: required('ADDRESS', Address, 'who may take over; zero withdraws the offer') },
  intent: ({ administrator }) => ({ kind: 'offerAdministration', args: { administrator } }),
});
