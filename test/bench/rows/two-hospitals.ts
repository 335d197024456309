import { sql } from '../../../main/vault/store/sql.ts';
import { CATEGORIES } from '../../../preload/api/categories.ts';
import type { PatientId } from '../../../preload/api/ids.ts';
import { anvilMissing } from '../../fixtures/anvil.ts';
import { registerWithCard } from '../../fixtures/card-holder.ts';
import { aPerson } from '../../fixtures/people.ts';
import { eventually, startTwoHospitals, type TestHospital, type TwoHospitals } from '../../fixtures/two-hospitals.ts';
import { median, type Row, timed } from '../row.ts';

const RUNS = 3;
const RECORDS = 1_000;
const BLOCK_SECONDS = 1;
const PIN = '482913';
const TIMEOUT_MS = 120_000;

/**
 * A day's work without a network, from the moment the network is back until every record is confirmed at the first
 * hospital and can be read at the second, which holds the patient's consent: one EVM node, two real swarm nodes.
 */
export async function measure(): Promise<Row[]> {
  if (anvilMissing) throw new Error(anvilMissing);
  const world = await startTwoHospitals({ blockTimeSeconds: BLOCK_SECONDS });
  const { a, b } = world;
  const patientId = await shareEverything(world);
  const seconds: number[] = [];
  for (let run = 1; run <= RUNS; run++) {
    await a.offline();
    for (let number = 0; number < RECORDS; number++) await saveRecord(a, patientId, number);
    const elapsed = await timed(async () => {
      await a.online();
      await eventually(() => requireAllConfirmed(a), TIMEOUT_MS);
      await eventually(() => requireReadable(b, run * RECORDS), TIMEOUT_MS);
    });
    seconds.push(elapsed / 1_000);
  }
  await world.stop();
  const value = median(seconds);
  return [
    {
      name: '1,000 offline records until confirmed and readable at the second hospital',
      value,
      unit: 's',
      floor: BLOCK_SECONDS,
      floorIs: 'one block of the chain',
      ratio: value / BLOCK_SECONDS,
      better: 'lower',
      boundOn: 'value',
      ship: 10,
      goal: 4,
      runs: RUNS,
    },
  ];
}

/** Registers one person at both hospitals, who lets the second read all of the first. @returns their id at the first. */
async function shareEverything({ a, b }: TwoHospitals): Promise<PatientId> {
  await a.online();
  await b.online();
  const atA = await registerWithCard(a, aPerson(), PIN);
  const { code } = atA.card;
  await a.allConfirmed();
  const existingCard = { code, pin: PIN };
  const atB = await b.call('patients.register', { demographics: aPerson(), existingCard });
  await b.allConfirmed();
  const patientId = atB.patient.id;
  await eventually(async () => {
    const known = await b.call('consent.findHospitals', { patientId, code, pin: PIN });
    if (known.length === 0) throw new Error('the first hospital is not known yet');
  });
  const request = { patientId, hospitalId: a.id, categories: [...CATEGORIES], days: 30, purpose: 'Follow-up' };
  const { id: requestId } = await b.call('consent.ask', request);
  await b.allConfirmed();
  await b.call('consent.approve', { requestId, code, pin: PIN });
  await b.allConfirmed();
  return atA.patient.id;
}

async function saveRecord(hospital: TestHospital, patientId: PatientId, number: number): Promise<void> {
  const entry = { type: 'Observation', at: '2026-05-12T08:00:00Z', heartRate: 60 + (number % 60) } as const;
  await hospital.call('records.save', { patientId, entry });
}

async function requireAllConfirmed({ call }: TestHospital): Promise<void> {
  const { waiting, sent, attention } = await call('sync.status', {});
  if (waiting + sent + attention > 0) throw new Error(`${waiting} waiting, ${sent} sent, ${attention} need attention`);
}

/** Observations only: demographics travel too, and are no record a clerk has saved. */
function requireReadable({ vault }: TestHospital, count: number): void {
  const row = vault.context.db.get<{ stored: number }>(
    sql`SELECT count(*) AS stored FROM shared_records WHERE state = 'stored' AND category = 'observation'`,
  );
  if (row?.stored !== count) throw new Error(`${row?.stored} of ${count} can be read`);
}
