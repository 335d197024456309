import { z } from 'zod';
import { Category } from './categories.ts';
import { method } from './define.ts';
import { DraftId, FileId, HospitalId, PatientId, RecordId } from './ids.ts';
import { PatientView } from './patients.ts';
import { CARE_TEAM } from './roles.ts';
import { SyncState } from './sync-state.ts';

const line = (max: number) => z.string().trim().max(max);
const note = z.string().max(20_000).default('');

/** FHIR `date` or partial date. */
const PartialDate = z.string().regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/);
/** FHIR `dateTime` with seconds and offset, as `Date.toISOString()` writes it. */
const DateTime = z.iso.datetime({ offset: true });

/** A code with its display, or free text only (`code` null). */
export const CodedText = z.strictObject({
  text: line(300).min(1),
  system: z.url().nullable().default(null),
  code: line(40).nullable().default(null),
});
export type CodedText = z.infer<typeof CodedText>;

const ConditionEntry = z.strictObject({
  type: z.literal('Condition'),
  code: CodedText,
  onset: PartialDate.nullable().default(null),
  clinicalStatus: z.enum(['active', 'recurrence', 'remission', 'inactive', 'resolved']).default('active'),
  note,
});

const AllergyEntry = z.strictObject({
  type: z.literal('AllergyIntolerance'),
  substance: CodedText,
  reaction: line(200).default(''),
  severity: z.enum(['mild', 'moderate', 'severe']).nullable().default(null),
  verification: z.enum(['unconfirmed', 'confirmed']).default('confirmed'),
  onset: PartialDate.nullable().default(null),
  note,
});

const MedicationEntry = z.strictObject({
  type: z.literal('MedicationStatement'),
  medication: CodedText,
  dosage: line(200).default(''),
  status: z.enum(['active', 'completed', 'stopped', 'on-hold']).default('active'),
  since: PartialDate.nullable().default(null),
  note,
});

const measured = (min: number, max: number) => z.number().min(min).max(max).nullable().default(null);

/** Plausibility limits stop typing errors (a missing decimal point), not unusual patients. */
const VitalsEntry = z.strictObject({
  type: z.literal('Observation'),
  at: DateTime,
  /** mmHg */
  systolic: measured(20, 350),
  /** mmHg */
  diastolic: measured(10, 250),
  /** per minute */
  heartRate: measured(10, 350),
  /** per minute */
  respiratoryRate: measured(2, 120),
  /** °C */
  temperature: measured(20, 46),
  /** % */
  oxygenSaturation: measured(30, 100),
  /** kg */
  weight: measured(0.2, 600),
  /** cm */
  height: measured(20, 260),
  /** mmol/L */
  glucose: measured(0.5, 80),
  note,
});

const EncounterEntry = z.strictObject({
  type: z.literal('Encounter'),
  class: z.enum(['AMB', 'EMER', 'IMP', 'HH', 'VR']),
  at: DateTime,
  reason: line(300).min(1),
  note,
});

const DocumentEntry = z.strictObject({
  type: z.literal('DocumentReference'),
  title: line(200).min(1),
  kind: z.enum(['referral', 'discharge', 'laboratory', 'imaging', 'consent', 'other']).default('other'),
  at: DateTime,
  /** Null in an amendment keeps the file of the version it amends. */
  fileId: FileId.nullable(),
  note,
});

/** What the entry forms produce; `vault/exchange` turns it into FHIR R4 resources. */
export const RecordEntry = z.discriminatedUnion('type', [
  ConditionEntry,
  AllergyEntry,
  MedicationEntry,
  VitalsEntry,
  EncounterEntry,
  DocumentEntry,
]);
export type RecordEntry = z.infer<typeof RecordEntry>;
export const ENTRY_TYPES = [
  'Condition',
  'AllergyIntolerance',
  'MedicationStatement',
  'Observation',
  'Encounter',
  'DocumentReference',
] as const;
export type EntryType = (typeof ENTRY_TYPES)[number];

/** `null`: entered here. Otherwise the hospital that shared it. */
export const Source = z.strictObject({ hospitalId: HospitalId, name: z.string() }).nullable();
export type Source = z.infer<typeof Source>;

/** One line of a list: everything a chart card or the timeline shows of a record. */
export const RecordLine = z.strictObject({
  id: RecordId,
  resourceType: z.string(),
  category: Category,
  title: z.string(),
  /** Second line: dose, reaction, "since Mar 2018", values. */
  detail: z.string(),
  /** Code to show on the right, such as E11.9. */
  code: z.string().nullable(),
  /** When it clinically happened; FHIR date or dateTime. */
  at: z.string().nullable(),
  recordedAt: z.int(),
  author: z.string(),
  version: z.int(),
  /** Clinically current: an active problem, a current medication, a confirmed allergy. */
  current: z.boolean(),
  source: Source,
  /** Null for a record of another hospital: its state is that hospital's business. */
  state: SyncState.nullable(),
  attachment: z.strictObject({ mediaType: z.string(), sizeBytes: z.int() }).nullable(),
});
export type RecordLine = z.infer<typeof RecordLine>;

export const VITAL_KINDS = [
  'bloodPressure',
  'heartRate',
  'respiratoryRate',
  'temperature',
  'oxygenSaturation',
  'weight',
  'height',
  'glucose',
] as const;

/** Points of one plot, oldest first; `second` is the diastolic pressure. */
export const VitalSeries = z.strictObject({
  kind: z.enum(VITAL_KINDS),
  unit: z.string(),
  points: z.array(z.strictObject({ at: z.string(), first: z.number(), second: z.number().nullable(), source: Source })),
});
export type VitalSeries = z.infer<typeof VitalSeries>;

/** What exists but is not on the screen, and why: missing or undecryptable items are named, not hidden. */
export const NotShown = z.strictObject({
  hospital: z.strictObject({ hospitalId: HospitalId, name: z.string() }),
  reason: z.enum([
    'noConsent',
    'notInScope',
    'notArrived',
    'revoked',
    'expired',
    'refused',
    'notDecryptable',
    'corrupt',
  ]),
  /** Number of records, where it can be known without reading them. */
  count: z.int().nullable(),
  /** Categories the consent leaves out, for `notInScope`. */
  categories: z.array(Category),
  /** Epoch milliseconds: when access ended, or when it was last tried. */
  at: z.int().nullable(),
});
export type NotShown = z.infer<typeof NotShown>;

export const ChartView = z.strictObject({
  patient: PatientView,
  allergies: z.array(RecordLine),
  problems: z.array(RecordLine),
  medications: z.array(RecordLine),
  visits: z.array(RecordLine),
  results: z.array(RecordLine),
  documents: z.array(RecordLine),
  vitals: z.array(VitalSeries),
  notShown: z.array(NotShown),
});
export type ChartView = z.infer<typeof ChartView>;

export const RecordVersion = z.strictObject({
  version: z.int(),
  author: z.string(),
  at: z.int(),
  reason: z.string().nullable(),
  /** The FHIR resource as stored, as JSON text. */
  resource: z.string(),
  state: SyncState.nullable(),
});

export const RecordDetail = z.strictObject({
  line: RecordLine,
  patientId: PatientId,
  /** The form values of the newest version, where the type can be entered here. */
  entry: RecordEntry.nullable(),
  versions: z.array(RecordVersion),
});
export type RecordDetail = z.infer<typeof RecordDetail>;

/** 25 MB, counted as files are shown: in powers of 1000. */
export const ATTACHMENT_MAX_BYTES = 25_000_000;
export const ATTACHMENT_MEDIA_TYPES = ['application/pdf', 'image/png', 'image/jpeg'] as const;

export const records = {
  chart: method({ roles: CARE_TEAM, args: z.strictObject({ patientId: PatientId }), result: ChartView }),
  timeline: method({
    roles: CARE_TEAM,
    args: z.strictObject({
      patientId: PatientId,
      limit: z.int().min(1).max(500).default(200),
      beforeRecordedAt: z.int().nullable().default(null),
    }),
    result: z.strictObject({ items: z.array(RecordLine), hasMore: z.boolean() }),
  }),
  get: method({ roles: CARE_TEAM, args: z.strictObject({ recordId: RecordId }), result: RecordDetail }),
  /** Commits the record with its audit and outbox entries before it answers. One entry of vitals makes several. */
  save: method({
    roles: CARE_TEAM,
    args: z.strictObject({
      patientId: PatientId,
      entry: RecordEntry,
      sensitive: z.boolean().default(false),
      draftId: DraftId.nullable().default(null),
    }),
    result: z.array(RecordLine).min(1),
  }),
  amend: method({
    roles: CARE_TEAM,
    args: z.strictObject({
      recordId: RecordId,
      basedOnVersion: z.int().min(1),
      entry: RecordEntry,
      reason: line(300).min(1),
      draftId: DraftId.nullable().default(null),
    }),
    result: RecordLine,
  }),
  /** The decrypted file, checked against its manifest; at most `ATTACHMENT_MAX_BYTES`. */
  attachment: method({
    roles: CARE_TEAM,
    args: z.strictObject({ recordId: RecordId }),
    result: z.strictObject({ title: z.string(), mediaType: z.string(), bytes: z.instanceof(Uint8Array) }),
  }),
  /** ICD-10, LOINC subset and what was used here before. */
  searchCodes: method({
    roles: CARE_TEAM,
    args: z.strictObject({
      kind: z.enum(['condition', 'substance', 'medication']),
      text: z.string().max(100),
    }),
    result: z.array(CodedText),
  }),
};
