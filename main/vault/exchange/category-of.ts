import type { Category } from '../../../preload/api/categories.ts';
import { hasCoding, listAt, textAt } from './resource-tree.ts';
import { ACT_CODE, CONFIDENTIALITY } from './terminology.ts';

const BY_TYPE: Readonly<Record<string, Category>> = {
  Patient: 'demographics',
  RelatedPerson: 'demographics',
  Person: 'demographics',

  Appointment: 'encounter',
  AppointmentResponse: 'encounter',
  CareTeam: 'encounter',
  Encounter: 'encounter',
  EpisodeOfCare: 'encounter',
  HealthcareService: 'encounter',
  Location: 'encounter',
  Organization: 'encounter',
  Practitioner: 'encounter',
  PractitionerRole: 'encounter',

  CarePlan: 'problem',
  ClinicalImpression: 'problem',
  Condition: 'problem',
  DetectedIssue: 'problem',
  Flag: 'problem',
  Goal: 'problem',
  RiskAssessment: 'problem',

  AdverseEvent: 'allergy',
  AllergyIntolerance: 'allergy',

  Medication: 'medication',
  MedicationAdministration: 'medication',
  MedicationDispense: 'medication',
  MedicationRequest: 'medication',
  MedicationStatement: 'medication',

  Immunization: 'immunization',
  ImmunizationEvaluation: 'immunization',
  ImmunizationRecommendation: 'immunization',

  BodyStructure: 'observation',
  DiagnosticReport: 'observation',
  ImagingStudy: 'observation',
  Observation: 'observation',
  QuestionnaireResponse: 'observation',
  Specimen: 'observation',

  Device: 'procedure',
  DeviceRequest: 'procedure',
  DeviceUseStatement: 'procedure',
  NutritionOrder: 'procedure',
  Procedure: 'procedure',
  ServiceRequest: 'procedure',

  Binary: 'document',
  Communication: 'document',
  Composition: 'document',
  Consent: 'document',
  DocumentReference: 'document',
  Media: 'document',
};

/** v3-ActCode values that mark information which needs protection of its own. */
const SENSITIVE_TOPICS = [
  'BH',
  'ETH',
  'ETHUD',
  'GDIS',
  'HIV',
  'MH',
  'OPIOIDUD',
  'PSY',
  'SCA',
  'SDV',
  'SEX',
  'STD',
  'SUD',
];

/**
 * The consent unit of a resource. What is labelled restricted, and every type without a row of its own, is sensitive:
 * bills and insurance claims name diagnoses, procedures and medicines of all categories at once, so that they may
 * only travel with the most protected one.
 */
export function categoryOf(resource: unknown): Category {
  if (isLabelledSensitive(resource)) return 'sensitive';
  const type = textAt(resource, 'resourceType') ?? '';
  return (Object.hasOwn(BY_TYPE, type) ? BY_TYPE[type] : undefined) ?? 'sensitive';
}

function isLabelledSensitive(resource: unknown): boolean {
  const labels = { coding: listAt(resource, 'meta', 'security') };
  return hasCoding(labels, (system, code) => {
    if (system === CONFIDENTIALITY) return code === 'R' || code === 'V';
    return system === ACT_CODE && SENSITIVE_TOPICS.includes(code);
  });
}
