import type { Page } from 'playwright-core';
import type { WardkeepApi } from '../../preload/api/contract.ts';
import type { Envelope } from '../../preload/api/define.ts';
import { PatientId } from '../../preload/api/ids.ts';
import type { RecordEntry } from '../../preload/api/records.ts';
import { willPrint } from '../demo/dialogs.ts';
import type { Stage } from '../demo/stage.ts';
import { PATIENT, PIN } from '../demo/words.ts';

declare global {
  interface Window {
    readonly wardkeep: WardkeepApi;
  }
}

/** Fills both hospitals with what the screens are to show, through the windows' own API. */
export async function setScene(stage: Stage): Promise<void> {
  await stage.connect();
  const a = await stage.open('a', 'a.silva');
  const b = await stage.open('b', 'n.haddad');
  await willPrint(stage.app('a'));
  const demographics = {
    family: PATIENT.family,
    given: PATIENT.given,
    localName: 'محمد علي',
    sex: 'male' as const,
    birthDate: { value: '1984', estimated: true },
    phone: '+20 10 5550 1842',
    identifier: '',
    nextOfKin: 'Salma Aly, sister, +20 10 5550 1843',
    address: '12 Canal Street, Port Said',
  };
  const atA = await value(
    a.evaluate(
      (args) =>
        window.wardkeep.patients.register({
          demographics: args.demographics,
          differentPersonReason: 'Other mother, other village',
        }),
      { demographics },
    ),
  );
  const { code, label } = await value(
    a.evaluate((args) => window.wardkeep.patients.issueCard(args), { patientId: atA.patient.id, pin: PIN }),
  );
  await value(a.evaluate((args) => window.wardkeep.patients.handOver(args), { patientId: atA.patient.id, label }));
  const card = { code, pin: PIN };
  for (const entry of entries()) await save(a, atA.patient.id, entry);
  const atB = await value(
    b.evaluate(
      (args) => window.wardkeep.patients.register({ demographics: args.demographics, existingCard: args.card }),
      { demographics: { ...demographics, nextOfKin: '', address: '' }, card },
    ),
  );
  await a.getByText(/^All confirmed/).waitFor();
  const first = await ask(b, atB.patient.id, card, ['allergy', 'medication', 'observation']);
  await value(b.evaluate((args) => window.wardkeep.consent.approve(args), { requestId: first, ...card }));
  await ask(b, atB.patient.id, card, ['document']);
  await b.getByText(/^All confirmed/).waitFor();
}

function entries(): RecordEntry[] {
  const at = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
  const coded = (text: string, code: string | null = null) => ({
    text,
    code,
    system: code ? 'http://hl7.org/fhir/sid/icd-10' : null,
  });
  const pressure = (days: number, systolic: number, diastolic: number): RecordEntry => ({
    type: 'Observation',
    at: at(days),
    systolic,
    diastolic,
    heartRate: 70 + (days % 9),
    respiratoryRate: null,
    temperature: null,
    oxygenSaturation: null,
    weight: null,
    height: null,
    glucose: null,
    note: '',
  });
  return [
    {
      type: 'Condition',
      code: coded('Essential hypertension', 'I10'),
      onset: '2019-03',
      clinicalStatus: 'active',
      note: '',
    },
    {
      type: 'Condition',
      code: coded('Type 2 diabetes mellitus', 'E11.9'),
      onset: '2021',
      clinicalStatus: 'active',
      note: '',
    },
    {
      type: 'AllergyIntolerance',
      substance: coded('Penicillin'),
      reaction: 'rash',
      severity: 'moderate',
      verification: 'confirmed',
      onset: '2019',
      note: '',
    },
    {
      type: 'MedicationStatement',
      medication: coded('Metformin 500 mg'),
      dosage: '1-0-1',
      status: 'active',
      since: '2021',
      note: '',
    },
    {
      type: 'MedicationStatement',
      medication: coded('Amlodipine 5 mg'),
      dosage: '1-0-0',
      status: 'active',
      since: '2019-03',
      note: '',
    },
    ...[330, 290, 250, 205, 160, 120, 80, 45, 9].map((days, index) => pressure(days, 129 + index * 3, 84 + index * 2)),
    {
      type: 'Encounter',
      class: 'AMB',
      at: at(9),
      reason: 'Diabetes clinic, review',
      note: 'Feels well. Diet discussed.',
    },
    { type: 'Encounter', class: 'EMER', at: at(80), reason: 'Headache for three days', note: '' },
  ];
}

async function save(page: Page, patientId: string, entry: RecordEntry): Promise<void> {
  const id = PatientId.parse(patientId);
  await value(page.evaluate((args) => window.wardkeep.records.save(args), { patientId: id, entry }));
}

const KNOWN_WITHIN_MS = 30_000;

/** As soon as the log of this hospital shows that the other one knows the card. */
async function findHospital(page: Page, args: { patientId: PatientId; code: string; pin: string }) {
  for (const until = Date.now() + KNOWN_WITHIN_MS; Date.now() < until; ) {
    const [hospital] = await value(page.evaluate((each) => window.wardkeep.consent.findHospitals(each), args));
    if (hospital) return hospital;
  }
  throw new Error('the card is known at no other hospital');
}

async function ask(
  page: Page,
  patientId: PatientId,
  card: { code: string; pin: string },
  categories: ('allergy' | 'medication' | 'observation' | 'document')[],
) {
  const hospital = await findHospital(page, { patientId, ...card });
  const request = await value(
    page.evaluate((args) => window.wardkeep.consent.ask(args), {
      patientId,
      hospitalId: hospital.hospitalId,
      categories,
      days: 30,
      purpose: 'Treatment in the emergency department',
    }),
  );
  return request.id;
}

async function value<T>(answer: Promise<Envelope<T>>): Promise<T> {
  const envelope = await answer;
  if (!envelope.ok) throw new Error(`${envelope.error.code}: ${envelope.error.message}`);
  return envelope.value;
}
