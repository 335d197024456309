import type { Command } from './command.ts';
import { acceptAdministration } from './commands/accept-administration.ts';
import { acceptRegistrar } from './commands/accept-registrar.ts';
import { addHospital } from './commands/add-hospital.ts';
import { checkExport } from './commands/check-export.ts';
import { deploy } from './commands/deploy.ts';
import { enrol } from './commands/enrol.ts';
import { exportRegistry } from './commands/export.ts';
import { newKeystore } from './commands/new-keystore.ts';
import { offerAdministration } from './commands/offer-administration.ts';
import { offerRegistrar } from './commands/offer-registrar.ts';
import { pause } from './commands/pause.ts';
import { record } from './commands/record.ts';
import { removeHospital } from './commands/remove-hospital.ts';
import { revokeWorkstation } from './commands/revoke-workstation.ts';
import { setProfile } from './commands/set-profile.ts';
import { setSealKey } from './commands/set-seal-key.ts';
import { status } from './commands/status.ts';
import { unpause } from './commands/unpause.ts';

/** Every command, in the order in which the usage lists them. */
export const COMMANDS: readonly Command[] = [
  newKeystore,
  deploy,
  status,
  record,
  exportRegistry,
  checkExport,
  addHospital,
  removeHospital,
  pause,
  unpause,
  offerRegistrar,
  acceptRegistrar,
  enrol,
  revokeWorkstation,
  offerAdministration,
  acceptAdministration,
  setSealKey,
  setProfile,
];
