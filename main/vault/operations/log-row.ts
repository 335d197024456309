import type { WorkstationAddress } from '../../../preload/api/ids.ts';
import { unpackTerms } from '../../registry/grant-terms.ts';
import type { RegistryEvent } from '../../registry/logs.ts';
import { grantOf } from '../../registry/typed-data.ts';
import type { ChainLogRow } from '../store/queries/chain-logs.ts';

type Columns = Pick<
  ChainLogRow,
  'hospital' | 'otherHospital' | 'workstation' | 'patient' | 'sequence' | 'tag' | 'pointer' | 'grantId'
>;

const NONE: Columns = {
  hospital: null,
  otherHospital: null,
  workstation: null,
  patient: null,
  sequence: null,
  tag: null,
  pointer: null,
  grantId: null,
};

/**
 * An event as the log table keeps it: what is searched for in columns, the rest as JSON.
 * @param blockTime seconds since 1970
 */
export function toChainLogRow(event: RegistryEvent, blockTime: number): ChainLogRow {
  const { blockNumber, blockHash, logIndex, transactionHash, kind } = event;
  const { columns, rest } = split(event);
  const body = rest === undefined ? '{}' : JSON.stringify(rest);
  return { blockNumber, blockHash, logIndex, transactionHash, blockTime, kind, body, ...NONE, ...columns };
}

/** `hospital` is who does or owns, `otherHospital` whom it is addressed to. */
function split(event: RegistryEvent): { columns: Partial<Columns>; rest?: object } {
  switch (event.kind) {
    case 'HospitalAdded': {
      const { hospital, profile, ...rest } = event.args;
      return { columns: { hospital, pointer: profile }, rest };
    }
    case 'HospitalRemoved':
      return { columns: { hospital: event.args.hospital } };
    case 'WorkstationEnrolled':
      return { columns: { hospital: event.args.hospital, workstation: asWorkstation(event.args.workstation) } };
    case 'WorkstationRevoked':
      return { columns: { workstation: asWorkstation(event.args.workstation) } };
    case 'PatientAdded': {
      const { patient, hospital, keyring } = event.args;
      return { columns: { patient, hospital, pointer: keyring } };
    }
    case 'EpochRotated': {
      const { patient, keyring, ...rest } = event.args;
      return { columns: { patient, pointer: keyring }, rest };
    }
    case 'RecordAdded':
    case 'RecordRemoved': {
      const { workstation, tag, sequence, pointer } = event.args;
      return { columns: { workstation: asWorkstation(workstation), tag: tag.slice(2), sequence, pointer } };
    }
    case 'AccessRequested': {
      const { from, to, request } = event.args;
      return { columns: { hospital: from, otherHospital: to, pointer: request } };
    }
    case 'AccessGranted': {
      const { grantId, terms, envelope } = event.args;
      const { grantee, ...rest } = unpackTerms(terms);
      const { patient } = grantOf(grantId);
      return { columns: { patient, otherHospital: grantee, grantId, pointer: envelope }, rest };
    }
    case 'AccessRevoked':
      return { columns: { patient: grantOf(event.args.grantId).patient, grantId: event.args.grantId } };
    case 'EmergencyAccessed': {
      const { by, keeper, report, ...rest } = event.args;
      return { columns: { hospital: by, otherHospital: keeper, pointer: report }, rest };
    }
    case 'HospitalSealKeyChanged':
    case 'HospitalProfileChanged':
    case 'AdministrationOffered':
    case 'AdministrationAccepted': {
      const { hospital, ...rest } = event.args;
      return { columns: { hospital }, rest };
    }
    case 'PatientKeyRotated':
    case 'PatientKeyRecovered':
    case 'GuardiansChosen':
    case 'RecoveryProposed':
    case 'RecoveryCancelled': {
      const { patient, ...rest } = event.args;
      return { columns: { patient }, rest };
    }
    case 'AuditAnchored': {
      const { workstation, report, ...rest } = event.args;
      return { columns: { workstation: asWorkstation(workstation), pointer: report }, rest };
    }
    default:
      return { columns: {}, rest: event.args };
  }
}

/** The decoder has checked that it is an address in lower case. */
export function asWorkstation(address: string): WorkstationAddress {
  // Safe: an EVM address in lower-case hex is what the schema of WorkstationAddress accepts.
  return address as WorkstationAddress;
}
