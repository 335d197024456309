import { EMPTY_HEAD, headAfter } from '../../../main/registry/head.ts';
import type { RegistryEvent, RegistryEventKind } from '../../../main/registry/logs.ts';

export interface ReplayedHospital {
  readonly hospital: number;
  administrator: string;
  sealKey: string;
  /** SHA-256 of its public description, hex. */
  profile: string;
  isRemoved: boolean;
}

export interface ReplayedWorkstation {
  hospital: number;
  isRevoked: boolean;
  /** Entries seen in its stream. */
  sequence: number;
  /** 24 bytes, 0x-prefixed hex. */
  head: string;
  /** What was wrong first; null for a stream without a fault. */
  fault: string | null;
}

type EventOf<Kind extends RegistryEventKind> = Extract<RegistryEvent, { kind: Kind }>;

/** What must be so if these events, in this order, are all that ever happened to the registry. */
export class RegistryReplay {
  readonly hospitals = new Map<number, ReplayedHospital>();
  readonly workstations = new Map<string, ReplayedWorkstation>();
  readonly counts: Partial<Record<RegistryEventKind, number>> = {};
  /** Null before the first event. */
  registrar: string | null = null;
  pendingRegistrar: string | null = null;
  isPaused = false;
  eventCount = 0;

  apply(event: RegistryEvent): void {
    this.eventCount += 1;
    this.counts[event.kind] = (this.counts[event.kind] ?? 0) + 1;
    switch (event.kind) {
      case 'OwnershipTransferStarted':
        this.pendingRegistrar = event.args.newOwner;
        return;
      case 'OwnershipTransferred':
        this.registrar = event.args.newOwner;
        this.pendingRegistrar = null;
        return;
      case 'Paused':
      case 'Unpaused':
        this.isPaused = event.kind === 'Paused';
        return;
      case 'WorkstationEnrolled':
      case 'WorkstationRevoked':
        this.#applyToWorkstation(event);
        return;
      case 'RecordAdded':
      case 'RecordRemoved':
        this.#advance(event);
        return;
      default:
        this.#applyToHospital(event);
    }
  }

  #applyToHospital(event: RegistryEvent): void {
    if (event.kind === 'HospitalAdded') {
      const { hospital, administrator, sealKey, profile } = event.args;
      this.hospitals.set(hospital, { hospital, administrator, sealKey, profile, isRemoved: false });
      return;
    }
    if (!('hospital' in event.args)) return;
    const known = this.hospitals.get(event.args.hospital);
    if (!known) return;
    if (event.kind === 'HospitalRemoved') known.isRemoved = true;
    if (event.kind === 'HospitalSealKeyChanged') known.sealKey = event.args.sealKey;
    if (event.kind === 'HospitalProfileChanged') known.profile = event.args.profile;
    if (event.kind === 'AdministrationAccepted') known.administrator = event.args.administrator;
  }

  #applyToWorkstation(event: EventOf<'WorkstationEnrolled' | 'WorkstationRevoked'>): void {
    const state = this.#workstation(event.args.workstation);
    if (event.kind === 'WorkstationEnrolled') state.hospital = event.args.hospital;
    else state.isRevoked = true;
  }

  #advance(event: EventOf<'RecordAdded' | 'RecordRemoved'>): void {
    const { workstation, sequence, tag, pointer } = event.args;
    const state = this.#workstation(workstation);
    if (state.hospital === 0) state.fault ??= 'it writes without having been enrolled';
    if (sequence !== state.sequence) state.fault ??= `entry ${state.sequence} is missing or out of its place`;
    state.head = headAfter([{ kind: event.kind, tag, pointer }], state.head);
    state.sequence += 1;
  }

  #workstation(address: string): ReplayedWorkstation {
    const known = this.workstations.get(address);
    if (known) return known;
    const fresh = { hospital: 0, isRevoked: false, sequence: 0, head: EMPTY_HEAD, fault: null };
    this.workstations.set(address, fresh);
    return fresh;
  }
}
