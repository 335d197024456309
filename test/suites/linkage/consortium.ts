import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addressOf } from '../../../main/vault/crypto/chain-key.ts';
import { type Random, readySodium, sealKeyPair, sodium } from '../../../main/vault/crypto/sodium.ts';
import { sql } from '../../../main/vault/store/sql.ts';
import type { Digest, PatientId, PatientRef } from '../../../preload/api/ids.ts';
import { testKey } from '../../fixtures/registry-chain.ts';
import { seededRandom } from '../../fixtures/seeded-random.ts';
import { testPolicy } from '../../fixtures/vault.ts';
import { act, type Desk, hospitalOf, newRoots, type World } from './acts.ts';
import { type Ledger, startLedger } from './ledger.ts';
import { END_MS, HOSPITALS, planLife, START_MS, WORKSTATIONS_EACH } from './life.ts';
import type { PublicView, Truth } from './public-view.ts';
import { catchUp, openWorkstation, sendDue } from './workstation.ts';

const MINUTE_MS = 60_000;

export interface ConsortiumOptions {
  readonly seed: string;
  readonly persons: number;
  /** How often registrations, keyrings and records are published; 0: at once. */
  readonly rhythmMinutes: number;
  /** Planted failures put something between the workstations and their source of random bytes. */
  readonly randomness?: (random: Random) => Random;
}

export interface Lived {
  readonly view: PublicView;
  readonly truth: Truth;
  /** Consents that were given, and those of them that the registry refused. */
  readonly consents: { readonly given: number; readonly refused: number };
}

/**
 * Lives four weeks of a consortium with real vaults, the real contract and a real node. Answers what everybody can see
 * and, apart from it, what is true.
 */
export async function liveThrough(options: ConsortiumOptions): Promise<Lived> {
  const { seed, persons, rhythmMinutes } = options;
  await readySodium();
  const ledger = await startLedger();
  // In memory where the system offers it: thousands of durable commits are not what is examined.
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'linkage-'));
  const restore = seedSealing(seed);
  try {
    const clock = { nowMs: START_MS };
    const desks = await openDesks(options, ledger, folder, clock);
    await ledger.seal();
    const world = { desks, roots: newRoots(seed, persons), requests: new Map(), consents: new Map() };
    await live(world, ledger, clock, options);
    const truth = tellTruth(desks);
    const consents = countConsents(desks);
    for (const { context } of desks) context.db.close();
    return { view: { events: ledger.events(), rhythmMinutes }, truth, consents };
  } finally {
    restore();
    await ledger.stop();
    rmSync(folder, { recursive: true });
  }
}

/** Sealed boxes draw their keys inside libsodium: seeded too, so that every run sees the same digests. */
function seedSealing(seed: string): () => void {
  const random = seededRandom(`${seed}/sealing`);
  const { libsodium } = sodium as unknown as { libsodium: { getRandomValue: () => number } };
  const { getRandomValue } = libsodium;
  libsodium.getRandomValue = () => random(1)[0] ?? 0;
  return () => {
    libsodium.getRandomValue = getRandomValue;
  };
}

interface Clock {
  nowMs: number;
}

async function openDesks(
  { seed, rhythmMinutes, randomness = (random) => random }: ConsortiumOptions,
  { chain }: Ledger,
  folder: string,
  clock: Clock,
): Promise<Desk[]> {
  const desks: Desk[] = [];
  for (let hospital = 0; hospital < HOSPITALS; hospital++) {
    const hospitalSealKey = seededRandom(`${seed}/hospital ${hospital}`)(32);
    const sealKey = `0x${Buffer.from(sealKeyPair(hospitalSealKey).publicKey).toString('hex')}`;
    const keys = Array.from({ length: WORKSTATIONS_EACH }, (_, place) => testKey(`desk ${hospital} ${place}`));
    await enrol(chain, keys, sealKey);
    const base = testPolicy();
    const { chainId, registry, startBlock } = chain;
    const policy = testPolicy({
      hospital: { id: hospitalOf(hospital), name: `Hospital ${hospital}` },
      hospitals: Array.from({ length: HOSPITALS }, (_, index) => ({
        id: hospitalOf(index),
        name: `Hospital ${index}`,
      })),
      chain: { ...base.chain, chainId, registry, startBlock, publishEveryMinutes: rhythmMinutes, ...FEES },
    });
    for (const [place, workstationKey] of keys.entries()) {
      const random = randomness(seededRandom(`${seed}/desk ${hospital} ${place}`));
      const own = { folder: join(folder, `${hospital} ${place}`), workstationKey, random, now: () => clock.nowMs };
      desks.push({ context: openWorkstation({ ...own, policy, hospitalSealKey }), patients: new Map() });
    }
  }
  return desks;
}

const FEES = { maxFeePerGas: '10000000000', maxPriorityFeePerGas: '1000000000' };

async function enrol(chain: Ledger['chain'], keys: readonly Uint8Array[], sealKey: string): Promise<void> {
  const [first, ...others] = keys;
  if (!first) throw new Error('a hospital has a workstation');
  const { administratorKey } = await chain.admitHospital(first, sealKey);
  for (const key of others) {
    await chain.fund(addressOf(key));
    // Safe: the address of a key is what the schema of a workstation's address accepts.
    const workstation = addressOf(key) as never;
    await chain.write(administratorKey, { kind: 'enrolWorkstation', args: { workstation } });
  }
}

/** Everything in its order; what leaves at the end of an interval leaves between two happenings. */
async function live(world: World, ledger: Ledger, clock: Clock, options: ConsortiumOptions) {
  const { seed, persons, rhythmMinutes } = options;
  const sent = new Map<string, number>();
  const roundMs = rhythmMinutes * MINUTE_MS;
  let nextRound = START_MS + roundMs;
  const closeRounds = async (untilMs: number) => {
    for (; roundMs > 0 && nextRound <= untilMs; nextRound += roundMs) {
      clock.nowMs = nextRound;
      for (const { context } of world.desks) await sendDue(context, ledger, sent);
    }
  };
  for (const happening of planLife(seed, persons)) {
    await closeRounds(happening.atMs);
    clock.nowMs = happening.atMs;
    const { context } = world.desks[happening.desk] as Desk;
    catchUp(context, ledger);
    act(world, happening);
    await sendDue(context, ledger, sent);
  }
  await closeRounds(END_MS + roundMs);
}

function countConsents(desks: readonly Desk[]): Lived['consents'] {
  const ofState = (state: string) =>
    desks.reduce((sum, { context }) => {
      const row = context.db.get<{ count: number }>(sql`
        SELECT count(*) AS count FROM outbox WHERE kind = 'grant' AND state = ${state}`);
      return sum + (row?.count ?? 0);
    }, 0);
  const refused = ofState('failed');
  return { given: ofState('mined') + ofState('confirmed') + refused, refused };
}

function tellTruth(desks: readonly Desk[]): Truth {
  const personOfRef = new Map<string, number>();
  const personOfPointer = new Map<string, number>();
  for (const { context, patients } of desks) {
    const persons = new Map([...patients].map(([person, id]) => [id, person]));
    const personOf = (id: PatientId) => persons.get(id) ?? -1;
    const refs = context.db.all<{ id: PatientId; ref: PatientRef }>(sql`SELECT id, ref FROM patients`);
    for (const { id, ref } of refs) personOfRef.set(ref, personOf(id));
    const records = context.db.all<{ id: PatientId; pointer: Digest }>(sql`
      SELECT patient_id AS id, pointer FROM record_versions JOIN records ON records.id = record_id`);
    for (const { id, pointer } of records) personOfPointer.set(pointer, personOf(id));
  }
  return { personOfRef, personOfPointer };
}
