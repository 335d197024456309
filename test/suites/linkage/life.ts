import { type Dice, diceOf, sampleOf } from './dice.ts';

export const HOSPITALS = 3;
export const WORKSTATIONS_EACH = 2;
export const DAY_MS = 24 * 60 * 60 * 1000;
const MINUTE_MS = 60_000;
export const DAYS = 28;
/** A Thursday in 2100, as weeks are counted from 1970. Later than today, because a chain begins today and never goes back. */
export const START_MS = 6_800 * 7 * DAY_MS;
export const END_MS = START_MS + DAYS * DAY_MS;

/** Something that happens at a desk. `hospital` counts from 0, `desk` from 0 over all hospitals. */
export type Happening = { readonly atMs: number; readonly desk: number } & (
  | { readonly kind: 'register'; readonly person: number }
  | { readonly kind: 'record'; readonly person: number }
  /** The hospital asks another one for access to what it has on the person, where the chain shows that it has something. */
  | { readonly kind: 'ask'; readonly person: number; readonly keeper: number }
  | { readonly kind: 'approve'; readonly person: number; readonly keeper: number }
  /** The person takes back what this hospital may read at the keeper's. */
  | { readonly kind: 'revoke'; readonly person: number; readonly keeper: number; readonly grantee: number }
  /** Somebody opens the chart: where a consent is in force, the keeper is told. */
  | { readonly kind: 'look'; readonly person: number }
  | { readonly kind: 'emergency'; readonly keeper: number }
);

interface Stay {
  readonly hospital: number;
  readonly desk: number;
  /** Days since the start of every visit, the first of which registers the person. */
  readonly visits: readonly number[];
}

/**
 * Four weeks of persons who all come to all three hospitals, in ascending order of time. It is the worst case for
 * linking: the only question is which pseudonym is whose. Chosen before anything was measured: every second referral
 * within four days, the others within nine; every second time a further visit; two or three records a visit; each
 * hospital that is known already is asked at a first visit with probability 0.5, later with 0.3; every fifth consent ends
 * early; three visits in a hundred are emergencies. One desk of a hospital serves the same person, as in this version.
 */
export function planLife(seed: string, persons: number): Happening[] {
  const dice = diceOf(`${seed}/life`);
  const people = Array.from({ length: persons }, (_, person) => happeningsOf(person, staysOf(dice), dice));
  return people.flat().sort((one, other) => one.atMs - other.atMs);
}

function staysOf(dice: Dice): Stay[] {
  let day = dice.between(0, 8);
  return sampleOf([...Array(HOSPITALS).keys()], HOSPITALS, dice).map((hospital, place) => {
    if (place > 0) day += dice.hits(0.5) ? dice.between(1, 4) : dice.between(4, 9);
    const later = Array.from({ length: dice.between(0, 1) }, () => dice.between(day + 1, DAYS - 1));
    const desk = hospital * WORKSTATIONS_EACH + dice.between(0, WORKSTATIONS_EACH - 1);
    return { hospital, desk, visits: [day, ...later] };
  });
}

function happeningsOf(person: number, stays: readonly Stay[], dice: Dice): Happening[] {
  return stays.flatMap(({ hospital, desk, visits }) => {
    return visits.flatMap((day, number) => {
      const known = stays.filter((stay) => stay.hospital !== hospital && (stay.visits[0] ?? 0) < day);
      const atMs = START_MS + day * DAY_MS + 8 * 60 * MINUTE_MS + Math.floor(dice.fraction() * 9 * 60) * MINUTE_MS;
      const first: Happening[] = number === 0 ? [{ kind: 'register', person, desk, atMs }] : [];
      const asked = known.filter(() => dice.hits(number === 0 ? 0.5 : 0.3));
      return [
        ...first,
        ...recordsOf(person, desk, atMs, dice),
        ...asked.flatMap((keeper) => consentOf(person, { hospital, desk }, keeper, atMs, dice)),
        { kind: 'look', person, desk, atMs: atMs + 20 * MINUTE_MS } as const,
        ...(dice.hits(0.03) ? [{ kind: 'emergency', keeper: (hospital + 1) % HOSPITALS, desk, atMs } as const] : []),
      ];
    });
  });
}

function recordsOf(person: number, desk: number, atMs: number, dice: Dice): Happening[] {
  let at = atMs;
  return Array.from({ length: dice.between(2, 3) }, () => {
    at += dice.between(60, 540) * 1000;
    return { kind: 'record', person, desk, atMs: at };
  });
}

/** Asked and approved at the desk of the hospital that wants to read; ended, if early, at either of the two. */
function consentOf(
  person: number,
  grantee: Pick<Stay, 'hospital' | 'desk'>,
  keeper: Stay,
  atMs: number,
  dice: Dice,
): Happening[] {
  const asked = atMs + dice.between(60, 300) * 1000;
  const approved = asked + dice.between(60, 240) * 1000;
  const ended = approved + Math.floor((1 + dice.fraction() * 5) * DAY_MS);
  const party = { person, keeper: keeper.hospital };
  const consent: Happening[] = [
    { kind: 'ask', ...party, desk: grantee.desk, atMs: asked },
    { kind: 'approve', ...party, desk: grantee.desk, atMs: approved },
  ];
  if (!dice.hits(0.2) || ended >= END_MS) return consent;
  const desk = dice.hits(0.5) ? keeper.desk : grantee.desk;
  return [...consent, { kind: 'revoke', ...party, grantee: grantee.hospital, desk, atMs: ended }];
}
