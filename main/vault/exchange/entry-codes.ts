import type { CodeableConcept } from '@medplum/fhirtypes';
import type { RecordEntry } from '../../../preload/api/records.ts';
import { hasCoding } from './resource-tree.ts';
import { coded, LOINC } from './terminology.ts';

type DocumentKind = Extract<RecordEntry, { type: 'DocumentReference' }>['kind'];
type VisitClass = Extract<RecordEntry, { type: 'Encounter' }>['class'];

/** What the kinds of the document form are in LOINC's document ontology. */
export const DOCUMENT_KINDS: Readonly<Record<DocumentKind, CodeableConcept>> = {
  referral: coded(LOINC, '57133-1', 'Referral note'),
  discharge: coded(LOINC, '18842-5', 'Discharge summary'),
  laboratory: coded(LOINC, '11502-2', 'Laboratory report'),
  imaging: coded(LOINC, '18748-4', 'Diagnostic imaging study'),
  consent: coded(LOINC, '59284-0', 'Consent Document'),
  other: { text: 'Other' },
};

/** Displays of v3-ActCode. */
export const VISIT_CLASSES: Readonly<Record<VisitClass, string>> = {
  AMB: 'ambulatory',
  EMER: 'emergency',
  IMP: 'inpatient encounter',
  HH: 'home health',
  VR: 'virtual',
};

export function documentKindOf(type: unknown): DocumentKind {
  for (const kind of ['referral', 'discharge', 'laboratory', 'imaging', 'consent'] as const) {
    const wanted = DOCUMENT_KINDS[kind].coding?.[0]?.code;
    if (hasCoding(type, (system, code) => system === LOINC && code === wanted)) return kind;
  }
  return 'other';
}
