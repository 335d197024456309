import type { RegistryState } from './registry-state.ts';
import type { RegistryReplay, ReplayedWorkstation } from './replay.ts';

type StoredWorkstation = RegistryState['workstations'][number];

export interface Comparison {
  /** Workstations as the registry stores them, each with whether the replay of its events arrives there. */
  readonly workstations: readonly (StoredWorkstation & { readonly isProven: boolean })[];
  /** Sentences; empty if everything follows from the events. */
  readonly problems: readonly string[];
}

/**
 * Holds what a registry stores against what follows from its events. That a stream leads to the stored head proves that
 * none of its entries is missing, reordered or altered (CON2); the other comparisons find events that were left out.
 */
export function compare(replay: RegistryReplay, state: RegistryState): Comparison {
  const workstations = state.workstations.map((stored) => {
    const problem = workstationProblem(stored, replay.workstations.get(stored.workstation));
    return { stored, problem };
  });
  return {
    workstations: workstations.map(({ stored, problem }) => ({ ...stored, isProven: problem === null })),
    problems: [
      ...workstations.flatMap(({ problem }) => problem ?? []),
      ...hospitalProblems(replay, state),
      ...registryProblems(replay, state),
    ],
  };
}

function workstationProblem(stored: StoredWorkstation, replayed: ReplayedWorkstation | undefined): string | null {
  const { workstation, hospital, status, sequence, head } = stored;
  const says = (what: string) => `Workstation ${workstation}: ${what}.`;
  if (!replayed) return says('no event tells of it');
  if (replayed.fault) return says(replayed.fault);
  if (replayed.sequence !== sequence)
    return says(`${sequence} entries are stored, the events hold ${replayed.sequence}`);
  if (replayed.head !== head) return says('its events do not lead to the stored head');
  if (replayed.hospital !== hospital)
    return says(`hospital ${hospital} is stored, the events say ${replayed.hospital}`);
  const expected = replayed.isRevoked ? 'revoked' : 'enrolled';
  return status === expected ? null : says(`it is stored as ${status}, the events say ${expected}`);
}

function hospitalProblems(replay: RegistryReplay, { hospitals }: RegistryState): string[] {
  return hospitals.flatMap(({ hospital, administrator, sealKey }) => {
    const replayed = replay.hospitals.get(hospital);
    if (!replayed) return [`Hospital ${hospital}: no event tells of it.`];
    const isAdmitted = administrator !== null;
    if (isAdmitted === replayed.isRemoved)
      return [`Hospital ${hospital}: its events say something else of its admission.`];
    if (!isAdmitted) return [];
    const isSame = administrator === replayed.administrator && sealKey === replayed.sealKey;
    return isSame ? [] : [`Hospital ${hospital}: administrator or seal key do not follow from its events.`];
  });
}

function registryProblems({ counts, ...replay }: RegistryReplay, state: RegistryState): string[] {
  const pairs: readonly (readonly [what: string, stored: unknown, replayed: unknown])[] = [
    ['hospitals admitted', state.hospitalCount, counts.HospitalAdded ?? 0],
    ['patients registered', state.patientCount, counts.PatientAdded ?? 0],
    ['the registrar', state.registrar, replay.registrar],
    ['the offer to a next registrar', state.pendingRegistrar, replay.pendingRegistrar],
    ['the pause', state.isPaused, replay.isPaused],
  ];
  return pairs
    .filter(([, stored, replayed]) => stored !== replayed)
    .map(([what, stored, replayed]) => `Registry, ${what}: ${stored} is stored, the events say ${replayed}.`);
}
