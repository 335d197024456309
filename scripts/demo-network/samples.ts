import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NetworkPolicy } from '../../main/links/policy.ts';
import { readySodium, systemRandom } from '../../main/vault/crypto/sodium.ts';
import { absentSync } from '../../main/vault/operations/absent-sync.ts';
import { callService } from '../../main/vault/services/call.ts';
import type { VaultContext } from '../../main/vault/services/context.ts';
import { lock, unlock } from '../../main/vault/services/session.ts';
import type { ParsedArgsOf } from '../../preload/api/define.ts';
import { AppError } from '../../preload/api/errors.ts';
import type { Demographics, patients } from '../../preload/api/patients.ts';
import type { RecordEntry } from '../../preload/api/records.ts';
import type { DemoHospital } from './folder.ts';
import { DEMO_PASSPHRASE, DEMO_PLANS } from './hospitals.ts';

const DAY_MS = 86_400_000;

interface Sample {
  readonly person: Demographics;
  readonly records: readonly RecordEntry[];
}

const person = (
  family: string,
  given: string,
  sex: Demographics['sex'],
  birth: string,
  more: Partial<Demographics> = {},
): Demographics => ({
  family,
  given,
  sex,
  birthDate: { value: birth, estimated: birth.length === 4 },
  localName: '',
  phone: '',
  identifier: '',
  nextOfKin: '',
  address: '',
  ...more,
});

const coded = (text: string, code: string | null = null) => ({
  text,
  code,
  system: code ? 'http://hl7.org/fhir/sid/icd-10' : null,
});

const daysAgo = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString();

const pressure = (days: number, systolic: number, diastolic: number): RecordEntry => ({
  type: 'Observation',
  at: daysAgo(days),
  systolic,
  diastolic,
  heartRate: 72,
  respiratoryRate: null,
  temperature: null,
  oxygenSaturation: null,
  weight: null,
  height: null,
  glucose: null,
  note: '',
});

const visit = (days: number, reason: string, kind: 'AMB' | 'EMER' = 'AMB'): RecordEntry => ({
  type: 'Encounter',
  class: kind,
  at: daysAgo(days),
  reason,
  note: '',
});

const problem = (text: string, code: string, onset: string): RecordEntry => ({
  type: 'Condition',
  code: coded(text, code),
  onset,
  clinicalStatus: 'active',
  note: '',
});

const medication = (text: string, dosage: string, since: string): RecordEntry => ({
  type: 'MedicationStatement',
  medication: coded(text),
  dosage,
  status: 'active',
  since,
  note: '',
});

/** Invented people. The first is there to be mistaken for somebody else. */
const SAMPLES: Readonly<Record<DemoHospital, readonly Sample[]>> = {
  a: [
    {
      person: person('Ali', 'Mohamed', 'male', '1984-03-14', { localName: 'محمد علي', phone: '+20 10 5550 1842' }),
      records: [problem('Essential hypertension', 'I10', '2021-01'), pressure(20, 148, 94)],
    },
    {
      person: person('Okafor', 'Chidi', 'male', '1991-07-02', { phone: '+234 803 555 0131' }),
      records: [visit(4, 'Ankle sprain', 'EMER')],
    },
    {
      person: person('Nguyễn', 'Thị Lan', 'female', '1968', { phone: '+84 91 555 0177' }),
      records: [
        problem('Type 2 diabetes mellitus', 'E11.9', '2018-03'),
        medication('Metformin 500 mg', '1-0-1', '2018-03'),
        ...[300, 240, 180, 120, 60, 10].map((days, index) => pressure(days, 128 + index * 4, 82 + index * 2)),
        visit(10, 'Diabetes clinic, review'),
      ],
    },
  ],
  b: [
    {
      person: person('Lindqvist', 'Åsa', 'female', '1975-11-23', { phone: '+46 70 555 01 22' }),
      records: [problem('Mild persistent asthma', 'J45.3', '2004'), visit(30, 'Asthma review')],
    },
  ],
};

/** Registers the sample patients of one hospital through the services the application itself uses. */
export async function addSamples(hospital: DemoHospital, profile: string): Promise<void> {
  await readySodium();
  const user = DEMO_PLANS[hospital].users.find(({ role }) => role === 'clerk');
  if (!user) throw new Error('every demo hospital has a clerk');
  const policy = NetworkPolicy.parse(JSON.parse(readFileSync(join(profile, 'network.json'), 'utf8')));
  const context = await unlock(
    { profile, policy, login: user.login, passphrase: DEMO_PASSPHRASE, deviceSecret: null, nativeBinding: null },
    {
      now: Date.now,
      random: systemRandom,
      net: () => null,
      emit: () => undefined,
      onBug: (error) => {
        throw error;
      },
      startSync: () => absentSync(Date.now()),
    },
  );
  try {
    for (const sample of SAMPLES[hospital]) await addSample(context, sample);
  } finally {
    lock(context);
  }
}

async function addSample(context: VaultContext, { person: demographics, records }: Sample): Promise<void> {
  const args: ParsedArgsOf<(typeof patients)['register']> = {
    demographics,
    draftId: null,
    differentPersonReason: null,
    existingCard: null,
  };
  const { patient } = await call<{ patient: { id: string } }>(context, 'patients.register', args);
  for (const entry of records) {
    await call(context, 'records.save', { patientId: patient.id, entry, sensitive: false, draftId: null });
  }
}

async function call<T>(context: VaultContext, method: string, args: unknown): Promise<T> {
  const bugs: unknown[] = [];
  const answer = await callService(context, { method, args, files: [] }, (bug) => bugs.push(bug));
  if (!answer.ok) throw bugs[0] ?? AppError.from(answer.error);
  // Safe: the service answered by the contract of `method`, whose result the caller names.
  return answer.value as T;
}
