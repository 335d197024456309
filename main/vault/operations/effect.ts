import { grantIdOf } from '../../registry/typed-data.ts';
import type { VaultContext } from '../services/context.ts';
import type { ReadableDb } from '../store/handles.ts';
import {
  getBlockOfGrantEvent,
  getBlockOfPointer,
  getGrantEvent,
  getPointerByTag,
} from '../store/queries/chain-logs.ts';
import { getBlockOfKeyChange } from '../store/queries/key-changes.ts';
import { getBlockOfProposal, getBlockOfRecoveryEnd } from '../store/queries/recoveries.ts';
import type { OutboxIntent } from './outbox-entry.ts';

/**
 * The block in which the log shows what this entry asks for, whichever transaction brought it about; undefined when it
 * does not (CON5).
 */
export function findEffect(context: VaultContext, db: ReadableDb, intent: OutboxIntent): number | undefined {
  switch (intent.kind) {
    case 'record': {
      const found = getPointerByTag(db, context.keys.workstation.address, intent.args.tag.slice(2));
      return found?.pointer === intent.args.pointer ? found.blockNumber : undefined;
    }
    case 'addPatient':
      return getBlockOfPointer(db, 'PatientAdded', intent.args.keyring);
    case 'rotateEpoch':
      return getBlockOfPointer(db, 'EpochRotated', intent.args.keyring);
    case 'requestAccess':
      return getBlockOfPointer(db, 'AccessRequested', intent.args.request);
    case 'anchorAudit':
      return getBlockOfPointer(db, 'AuditAnchored', intent.args.report);
    case 'grantAccess': {
      const found = getGrantEvent(db, grantIdOf(intent.args.grant));
      return found?.envelope === intent.args.grant.envelope ? found.blockNumber : undefined;
    }
    case 'keyChange':
      return getBlockOfKeyChange(db, intent.args.rotation.patient, intent.args.rotation.key);
    case 'proposeRecovery':
      return getBlockOfProposal(db, intent.args.patient, intent.args.key);
    case 'finishRecovery':
      return getBlockOfRecoveryEnd(db, intent.args.patient, 'PatientKeyRecovered');
    case 'cancelRecovery':
      return getBlockOfRecoveryEnd(db, intent.args.cancellation.patient, 'RecoveryCancelled');
    case 'revokeAccess':
      return getBlockOfGrantEvent(db, 'AccessRevoked', grantIdOf(intent.args.revocation));
    default:
      return undefined;
  }
}
