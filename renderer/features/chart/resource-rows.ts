/** Fields of a resource that a person reads; the catalogue words them under `chart.field.<name>`. */
export const RESOURCE_FIELDS = [
  'what',
  'status',
  'verification',
  'severity',
  'reaction',
  'dose',
  'when',
  'until',
  'value',
  'reason',
  'file',
  'note',
] as const;
export type ResourceField = (typeof RESOURCE_FIELDS)[number];

export interface ResourceRow {
  readonly field: ResourceField;
  readonly value: string;
}

type Json = Readonly<Record<string, unknown>>;
type NameOf = (loinc: string | null) => string | null;

const LOINC = 'http://loinc.org';

/**
 * What a stored FHIR R4 resource says, in the order a person reads it; fields it lacks are left out. Reading only: the
 * whole resource stays available beside it. Empty for text that is not a JSON object.
 * @param nameOf the name of a measurement by its LOINC code; null where its own words are to be shown
 */
export function resourceRows(resourceJson: string, nameOf: NameOf = () => null): ResourceRow[] {
  const resource = parse(resourceJson);
  if (!resource) return [];
  const values: Record<ResourceField, string> = {
    what:
      measurementName(resource, nameOf) ||
      firstText(resource, 'code', 'medicationCodeableConcept', 'vaccineCode', 'type', 'description', 'class'),
    status: firstText(resource, 'clinicalStatus', 'status'),
    verification: textOf(resource.verificationStatus),
    severity: firstText(resource, 'severity') || textsOf(resource.reaction, 'severity'),
    reaction: textsOf(resource.reaction, 'manifestation'),
    dose: textsOf(resource.dosage ?? resource.dosageInstruction, 'text'),
    when: firstMoment(resource, 'start'),
    until: firstMoment(resource, 'end'),
    value: measured(resource, nameOf),
    reason: listOf(resource.reasonCode),
    file: textsOf(resource.content, 'attachment'),
    note: textsOf(resource.note, 'text'),
  };
  return RESOURCE_FIELDS.flatMap((field) => (values[field] === '' ? [] : [{ field, value: values[field] }]));
}

/** Fields whose value differs from the older version, including those only one of them has. */
export function changedFields(newer: readonly ResourceRow[], older: readonly ResourceRow[]): ResourceField[] {
  const valueIn = (rows: readonly ResourceRow[], field: ResourceField) =>
    rows.find((row) => row.field === field)?.value;
  return RESOURCE_FIELDS.filter((field) => valueIn(newer, field) !== valueIn(older, field));
}

const MOMENTS = {
  start: ['onsetDateTime', 'effectiveDateTime', 'performedDateTime', 'occurrenceDateTime', 'authoredOn', 'date'],
  end: ['abatementDateTime'],
} as const;
const PERIODS = ['period', 'effectivePeriod', 'performedPeriod', 'billablePeriod', 'context'] as const;

function firstMoment(resource: Json, edge: 'start' | 'end'): string {
  const moments = MOMENTS[edge].map((name) => textOf(resource[name]));
  const periods = PERIODS.map((name) => textOf(asObject(resource[name])?.[edge]));
  return [...moments, ...periods].find((text) => text !== '') ?? '';
}

/** `152 mmHg`, or `Systolic 152 mmHg · Diastolic 84 mmHg` for components. */
function measured(resource: Json, nameOf: NameOf): string {
  const own = quantityOf(resource);
  const parts = asList(resource.component).map((part) => {
    const name = nameOf(loincOf(part)) ?? textOf(part.code);
    return `${name} ${quantityOf(part)}`.trim();
  });
  return [own, ...parts].filter((text) => text !== '').join(' · ');
}

function measurementName(resource: Json, nameOf: NameOf): string {
  return resource.resourceType === 'Observation' ? (nameOf(loincOf(resource)) ?? '') : '';
}

function loincOf(measured: Json): string | null {
  const coding = asList(asObject(measured.code)?.coding).find(({ system }) => system === LOINC);
  return typeof coding?.code === 'string' ? coding.code : null;
}

function quantityOf(holder: Json): string {
  const quantity = asObject(holder.valueQuantity);
  if (quantity) return [quantity.value, quantity.unit ?? quantity.code].map(textOf).filter(Boolean).join(' ');
  return firstText(holder, 'valueCodeableConcept', 'valueString');
}

function firstText(holder: Json, ...names: readonly string[]): string {
  return names.map((name) => textOf(holder[name])).find((text) => text !== '') ?? '';
}

function textsOf(list: unknown, name: string): string {
  return asList(list)
    .map((item) => textOf(item[name]))
    .filter((text) => text !== '')
    .join('\n');
}

const listOf = (list: unknown) =>
  asList(list)
    .map(textOf)
    .filter((text) => text !== '')
    .join(', ');

/** The words in a primitive, a CodeableConcept, a Coding, an Attachment, or a list of them. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return listOf(value);
  const holder = asObject(value);
  if (!holder) return '';
  return firstText(holder, 'text', 'display', 'title', 'code') || textOf(asList(holder.coding)[0]);
}

function asList(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(asObject).filter((item) => item !== null) : [];
}

function asObject(value: unknown): Json | null {
  // A non-null object may be read by key; whatever is found there is still unknown.
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;
}

function parse(text: string): Json | null {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return null;
  }
}
