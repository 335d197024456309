import type { ResourceRow } from './resource-rows.ts';

/** Statuses, certainties and severities of FHIR R4 the catalogue words under `chart.coded.<code>`. */
const WORDED = [
  'active',
  'available',
  'cancelled',
  'completed',
  'confirmed',
  'current',
  'differential',
  'entered-in-error',
  'final',
  'finished',
  'in-progress',
  'inactive',
  'mild',
  'moderate',
  'not-done',
  'on-hold',
  'planned',
  'preliminary',
  'provisional',
  'recurrence',
  'refuted',
  'relapse',
  'remission',
  'resolved',
  'severe',
  'stopped',
  'unconfirmed',
  'unknown',
] as const;
export type CodedWord = (typeof WORDED)[number];

const CODED_FIELDS: readonly ResourceRow['field'][] = ['status', 'verification', 'severity'];

/** The code a row holds, where the catalogue has a word for it; null where the row is shown as it stands. */
export function codedWord({ field, value }: ResourceRow): CodedWord | null {
  return (CODED_FIELDS.includes(field) && WORDED.find((code) => code === value)) || null;
}
