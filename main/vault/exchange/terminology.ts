import type { CodeableConcept, Coding } from '@medplum/fhirtypes';

/** Code systems and extensions by the names FHIR R4 gives them. */
export const LOINC = 'http://loinc.org';
export const UCUM = 'http://unitsofmeasure.org';
export const ACT_CODE = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
export const CONFIDENTIALITY = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality';
export const DATA_ABSENT_REASON = 'http://terminology.hl7.org/CodeSystem/data-absent-reason';

/** HL7 extension: an Annotation on a resource that has no element for one. */
export const NOTE_EXTENSION = 'http://hl7.org/fhir/StructureDefinition/note';
/** HL7 Australia; the only published extension that says which parts of a date are estimated. */
export const DATE_ACCURACY_EXTENSION = 'http://hl7.org.au/fhir/StructureDefinition/date-accuracy-indicator';
export const DATE_ACCURACY = 'https://healthterminologies.gov.au/fhir/CodeSystem/date-accuracy-indicator-1';

/** A concept of one coding, with its display also as text. */
export function coded(system: string, code: string, display: string): CodeableConcept {
  return { coding: [{ system, code, display }], text: display };
}

/** A status concept: resources carry these without text. */
export function statusOf(system: string, code: string): CodeableConcept {
  return { coding: [{ system: `http://terminology.hl7.org/CodeSystem/${system}`, code }] };
}

/** FHIR asks for a value that is not known: said in the way the standard says it. */
export const UNKNOWN: CodeableConcept = {
  coding: [{ system: DATA_ABSENT_REASON, code: 'unknown', display: 'Unknown' }],
};

/** The security label of what the clerk marked sensitive. */
export const RESTRICTED: Coding = { system: CONFIDENTIALITY, code: 'R', display: 'restricted' };
