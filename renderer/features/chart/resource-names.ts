/** FHIR resource types the catalogue has a word for; another one is shown as "other". */
const NAMED = [
  'AllergyIntolerance',
  'CarePlan',
  'CareTeam',
  'Claim',
  'Condition',
  'Device',
  'DiagnosticReport',
  'DocumentReference',
  'Encounter',
  'ExplanationOfBenefit',
  'Goal',
  'ImagingStudy',
  'Immunization',
  'Medication',
  'MedicationAdministration',
  'MedicationRequest',
  'MedicationStatement',
  'Observation',
  'Organization',
  'Patient',
  'Practitioner',
  'Procedure',
] as const;

export type ResourceName = (typeof NAMED)[number] | 'other';

export function resourceName(resourceType: string): ResourceName {
  return NAMED.find((name) => name === resourceType) ?? 'other';
}
