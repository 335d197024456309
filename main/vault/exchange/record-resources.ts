import type {
  AllergyIntolerance,
  CodeableConcept,
  Condition,
  DocumentReference,
  Encounter,
  Extension,
  MedicationStatement,
  Observation,
  Patient,
  Practitioner,
  Reference,
  Resource,
} from '@medplum/fhirtypes';
import { AppError } from '../../../preload/api/errors.ts';
import type { CodedText, RecordEntry } from '../../../preload/api/records.ts';
import { withChanges } from './changed-elements.ts';
import { DOCUMENT_KINDS, VISIT_CLASSES } from './entry-codes.ts';
import { entryOf } from './record-entry.ts';
import { conceptCode, numberAt, textAt, valueAt } from './resource-tree.ts';
import { ACT_CODE, NOTE_EXTENSION, RESTRICTED, statusOf, UNKNOWN } from './terminology.ts';
import { vitalContents } from './vital-signs.ts';

/** The file of a document, whose bytes travel beside the resource. */
export interface DocumentFile {
  readonly mediaType: string;
  readonly sizeBytes: number;
}

export interface RecordOrigin {
  /** Makes the id of one resource. */
  readonly newId: () => string;
  /** Id of the Patient resource the records are about. */
  readonly subjectId: string;
  readonly author: string;
  /** Milliseconds since 1970. */
  readonly recordedAt: number;
  readonly sensitive: boolean;
  readonly file?: DocumentFile | null;
}

type EntryOf<T extends RecordEntry['type']> = Extract<RecordEntry, { type: T }>;

/** What a form says as FHIR R4 resources; vital signs make one each. `record.invalid` when nothing was measured. */
export function buildRecords(entry: RecordEntry, origin: RecordOrigin): Resource[] {
  const contents = elementsOf(entry, origin);
  if (contents.length === 0) throw new AppError('record.invalid', 'No value was entered');
  const meta = origin.sensitive ? { meta: { security: [RESTRICTED] } } : {};
  return contents.map(({ resourceType, ...elements }) => {
    // Safe: every builder below returns a complete resource of the type it names, without its id.
    return { resourceType, id: origin.newId(), ...meta, ...elements } as Resource;
  });
}

/**
 * The next version of a resource: only elements whose form value changed are rewritten. `record.invalid` when the
 * form cannot show this resource, or no longer says what it was about (a heart rate amended into a weight).
 */
export function amendRecord(resource: Resource, entry: RecordEntry, origin: RecordOrigin): Resource {
  const previous = entryOf(resource);
  const amended = { ...origin, file: origin.file ?? fileOf(resource) };
  const [before] = previous ? elementsOf(previous, { ...origin, file: fileOf(resource) }) : [];
  const after = elementsOf(entry, amended).find((candidate) => before && isSameKind(before, candidate));
  if (!before || !after) throw new AppError('record.invalid', 'The form does not fit the record');
  return withChanges<Resource>(resource, before, after);
}

/** An Observation stays what it measures; every other type may change all it says. */
function isSameKind(before: Resource, after: Resource): boolean {
  if (before.resourceType !== after.resourceType) return false;
  if (before.resourceType !== 'Observation') return true;
  return conceptCode(before.code) === conceptCode(valueAt(after, 'code'));
}

function fileOf(resource: Resource): DocumentFile | null {
  const attachment = valueAt(resource, 'content', 0, 'attachment');
  const mediaType = textAt(attachment, 'contentType');
  return mediaType === undefined ? null : { mediaType, sizeBytes: numberAt(attachment, 'size') ?? 0 };
}

function elementsOf(entry: RecordEntry, origin: RecordOrigin): Resource[] {
  switch (entry.type) {
    case 'Condition':
      return [condition(entry, origin)];
    case 'AllergyIntolerance':
      return [allergy(entry, origin)];
    case 'MedicationStatement':
      return [medication(entry, origin)];
    case 'Observation':
      return vitalContents(entry).map(
        (content): Observation => ({
          resourceType: 'Observation',
          status: 'final',
          ...content,
          subject: patient(origin),
          effectiveDateTime: entry.at,
          issued: recordedAt(origin),
          performer: [author(origin)],
          ...notes(entry.note),
        }),
      );
    case 'Encounter':
      return [encounter(entry, origin)];
    case 'DocumentReference':
      return [document(entry, origin)];
  }
}

function condition(entry: EntryOf<'Condition'>, origin: RecordOrigin): Condition {
  return {
    resourceType: 'Condition',
    clinicalStatus: statusOf('condition-clinical', entry.clinicalStatus),
    verificationStatus: statusOf('condition-ver-status', 'confirmed'),
    category: [statusOf('condition-category', 'problem-list-item')],
    code: concept(entry.code),
    subject: patient(origin),
    ...(entry.onset && { onsetDateTime: entry.onset }),
    recordedDate: recordedAt(origin),
    recorder: author(origin),
    ...notes(entry.note),
  };
}

function allergy(entry: EntryOf<'AllergyIntolerance'>, origin: RecordOrigin): AllergyIntolerance {
  const manifestation = [entry.reaction ? { text: entry.reaction } : UNKNOWN];
  const reaction = { manifestation, ...(entry.severity && { severity: entry.severity }) };
  return {
    resourceType: 'AllergyIntolerance',
    clinicalStatus: statusOf('allergyintolerance-clinical', 'active'),
    verificationStatus: statusOf('allergyintolerance-verification', entry.verification),
    code: concept(entry.substance),
    patient: patient(origin),
    ...(entry.onset && { onsetDateTime: entry.onset }),
    recordedDate: recordedAt(origin),
    recorder: author(origin),
    ...(entry.reaction || entry.severity ? { reaction: [reaction] } : {}),
    ...notes(entry.note),
  };
}

function medication(entry: EntryOf<'MedicationStatement'>, origin: RecordOrigin): MedicationStatement {
  return {
    resourceType: 'MedicationStatement',
    status: entry.status,
    medicationCodeableConcept: concept(entry.medication),
    subject: patient(origin),
    ...(entry.since && { effectivePeriod: { start: entry.since } }),
    dateAsserted: recordedAt(origin),
    informationSource: author(origin),
    ...(entry.dosage && { dosage: [{ text: entry.dosage }] }),
    ...notes(entry.note),
  };
}

function encounter(entry: EntryOf<'Encounter'>, origin: RecordOrigin): Encounter {
  const note: Extension = { url: NOTE_EXTENSION, valueAnnotation: { text: entry.note } };
  return {
    resourceType: 'Encounter',
    ...(entry.note.trim() && { extension: [note] }),
    status: 'finished',
    class: { system: ACT_CODE, code: entry.class, display: VISIT_CLASSES[entry.class] },
    subject: patient(origin),
    participant: [{ individual: author(origin) }],
    period: { start: entry.at },
    reasonCode: [{ text: entry.reason }],
  };
}

function document(entry: EntryOf<'DocumentReference'>, origin: RecordOrigin): DocumentReference {
  const { file } = origin;
  const attachment = { title: entry.title, ...(file && { contentType: file.mediaType, size: file.sizeBytes }) };
  return {
    resourceType: 'DocumentReference',
    status: 'current',
    type: DOCUMENT_KINDS[entry.kind],
    subject: patient(origin),
    date: entry.at,
    author: [author(origin)],
    ...(entry.note.trim() && { description: entry.note }),
    content: [{ attachment }],
  };
}

function concept({ text, system, code }: CodedText): CodeableConcept {
  if (code === null) return { text };
  return { coding: [{ ...(system && { system }), code, display: text }], text };
}

function patient({ subjectId }: RecordOrigin): Reference<Patient> {
  return { reference: `Patient/${subjectId}` };
}

/** Staff are named, not referenced: they are no resources of the record. */
function author({ author: display }: RecordOrigin): Reference<Practitioner> {
  return { display };
}

function recordedAt({ recordedAt: ms }: RecordOrigin): string {
  return new Date(ms).toISOString();
}

function notes(text: string): { note?: { text: string }[] } {
  return text.trim() === '' ? {} : { note: [{ text }] };
}
