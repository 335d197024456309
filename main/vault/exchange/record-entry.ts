import { RecordEntry } from '../../../preload/api/records.ts';
import { documentKindOf } from './entry-codes.ts';
import { conceptCode, conceptText, listAt, textAt, valueAt } from './resource-tree.ts';
import { DATA_ABSENT_REASON, NOTE_EXTENSION } from './terminology.ts';
import { vitalFieldsOf } from './vital-signs.ts';

/**
 * The form values of a resource, so that it can be amended here; null when there is no form for it, or the form could
 * not hold what it says. The opposite of `buildRecords`.
 */
export function entryOf(resource: unknown): RecordEntry | null {
  const candidate = candidateOf(resource);
  const parsed = RecordEntry.safeParse(candidate);
  return parsed.success ? parsed.data : null;
}

function candidateOf(resource: unknown): unknown {
  switch (textAt(resource, 'resourceType')) {
    case 'Condition':
      return {
        type: 'Condition',
        code: codedText(valueAt(resource, 'code')),
        onset: dayOf(textAt(resource, 'onsetDateTime')),
        clinicalStatus: conceptCode(valueAt(resource, 'clinicalStatus')),
        note: noteOf(resource),
      };
    case 'AllergyIntolerance':
      return allergy(resource);
    case 'MedicationStatement':
      return {
        type: 'MedicationStatement',
        medication: codedText(valueAt(resource, 'medicationCodeableConcept')),
        dosage: textAt(resource, 'dosage', 0, 'text') ?? '',
        status: textAt(resource, 'status'),
        since: dayOf(textAt(resource, 'effectivePeriod', 'start') ?? textAt(resource, 'effectiveDateTime')),
        note: noteOf(resource),
      };
    case 'Observation': {
      const values = vitalFieldsOf(resource);
      return (
        values && { type: 'Observation', at: textAt(resource, 'effectiveDateTime'), ...values, note: noteOf(resource) }
      );
    }
    case 'Encounter':
      return {
        type: 'Encounter',
        class: textAt(resource, 'class', 'code'),
        at: textAt(resource, 'period', 'start'),
        reason: conceptText(valueAt(resource, 'reasonCode', 0)) ?? conceptText(valueAt(resource, 'type', 0)),
        note: visitNoteOf(resource),
      };
    case 'DocumentReference':
      return {
        type: 'DocumentReference',
        title: textAt(resource, 'content', 0, 'attachment', 'title'),
        kind: documentKindOf(valueAt(resource, 'type')),
        at: textAt(resource, 'date'),
        fileId: null,
        note: rawText(valueAt(resource, 'description')),
      };
    default:
      return null;
  }
}

function allergy(resource: unknown): unknown {
  const manifestation = valueAt(resource, 'reaction', 0, 'manifestation', 0);
  const isUnknown = textAt(manifestation, 'coding', 0, 'system') === DATA_ABSENT_REASON;
  return {
    type: 'AllergyIntolerance',
    substance: codedText(valueAt(resource, 'code')),
    reaction: isUnknown ? '' : (conceptText(manifestation) ?? ''),
    severity: textAt(resource, 'reaction', 0, 'severity') ?? null,
    verification: conceptCode(valueAt(resource, 'verificationStatus')),
    onset: dayOf(textAt(resource, 'onsetDateTime')),
    note: noteOf(resource),
  };
}

function codedText(concept: unknown): unknown {
  const code = conceptCode(concept) ?? null;
  const system = code === null ? null : (textAt(concept, 'coding', 0, 'system') ?? null);
  return { text: conceptText(concept), system, code };
}

/** The date part of a FHIR dateTime, as the forms show it. */
function dayOf(dateTime: string | undefined): string | null {
  return dateTime?.slice(0, 10) ?? null;
}

function noteOf(resource: unknown): string {
  return rawText(valueAt(resource, 'note', 0, 'text'));
}

/** The note of a visit: Encounter has no element for one in R4. */
export function visitNoteOf(encounter: unknown): string {
  const extension = listAt(encounter, 'extension').find((candidate) => textAt(candidate, 'url') === NOTE_EXTENSION);
  return rawText(valueAt(extension, 'valueAnnotation', 'text'));
}

/** Notes keep their spaces and line ends. */
function rawText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
