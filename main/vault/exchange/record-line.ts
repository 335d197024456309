import { visitNoteOf } from './record-entry.ts';
import { displays, dosageText, firstLine, noteLine, observationText, reactionText, texts } from './record-words.ts';
import { conceptCode, conceptText, listAt, numberAt, textAt, valueAt } from './resource-tree.ts';

/** What a list shows of a resource, in the words of the record itself. */
export interface ResourceLine {
  readonly title: string;
  readonly detail: string;
  readonly code: string | null;
  /** When it clinically happened: FHIR date or dateTime. */
  readonly at: string | null;
  /** Clinically current: an active problem, a current medication, a confirmed allergy. */
  readonly current: boolean;
}

interface Parts {
  readonly title?: string | undefined;
  readonly detail?: readonly (string | undefined)[];
  readonly code?: string | undefined;
  readonly at?: string | undefined;
  readonly current?: boolean;
}

const TEXT_MAX = 300;

export function lineOf(resource: unknown): ResourceLine {
  const type = textAt(resource, 'resourceType') ?? '';
  const { title, detail = [], code, at, current } = partsOf(type, resource);
  const status = textAt(resource, 'status');
  return {
    title: (title ?? type).slice(0, TEXT_MAX),
    detail: detail
      .filter((part) => part !== undefined && part !== title)
      .join(' · ')
      .slice(0, TEXT_MAX),
    code: code ?? null,
    at: at ?? null,
    current: current ?? !['entered-in-error', 'cancelled', 'not-done'].includes(status ?? ''),
  };
}

function partsOf(type: string, resource: unknown): Parts {
  const read = Object.hasOwn(READERS, type) ? READERS[type] : undefined;
  return (read ?? anyResource)(resource);
}

const READERS: Readonly<Record<string, (resource: unknown) => Parts>> = {
  Condition: (resource) => ({
    ...codedParts(resource, 'code'),
    at: timeOf(resource, 'onset') ?? textAt(resource, 'recordedDate'),
    detail: [periodText(timeOf(resource, 'onset'), timeOf(resource, 'abatement')), noteLine(resource)],
    current: isOneOf(resource, 'clinicalStatus', ['active', 'recurrence', 'relapse']) && !isRetracted(resource),
  }),
  AllergyIntolerance: (resource) => ({
    ...codedParts(resource, 'code'),
    at: timeOf(resource, 'onset') ?? textAt(resource, 'recordedDate'),
    detail: [reactionText(resource), noteLine(resource)],
    current: !isOneOf(resource, 'clinicalStatus', ['inactive', 'resolved']) && !isRetracted(resource),
  }),
  MedicationStatement: (resource) => ({ ...medicationParts(resource, 'dosage'), at: medicationTime(resource) }),
  MedicationRequest: (resource) => ({
    ...medicationParts(resource, 'dosageInstruction'),
    at: textAt(resource, 'authoredOn'),
  }),
  Observation: (resource) => ({
    ...codedParts(resource, 'code'),
    at: timeOf(resource, 'effective') ?? textAt(resource, 'issued'),
    detail: [observationText(resource), noteLine(resource)],
  }),
  Immunization: (resource) => ({
    ...codedParts(resource, 'vaccineCode'),
    at: timeOf(resource, 'occurrence'),
    detail: [textAt(resource, 'lotNumber'), noteLine(resource)],
  }),
  Procedure: (resource) => ({
    ...codedParts(resource, 'code'),
    at: timeOf(resource, 'performed'),
    detail: [
      textAt(resource, 'reasonReference', 0, 'display'),
      conceptText(valueAt(resource, 'outcome')),
      noteLine(resource),
    ],
  }),
  Encounter: encounterParts,
  DiagnosticReport: (resource) => ({
    ...codedParts(resource, 'code'),
    at: timeOf(resource, 'effective') ?? textAt(resource, 'issued'),
    detail: [textAt(resource, 'conclusion') ?? displays(listAt(resource, 'result'))],
  }),
  DocumentReference: (resource) => ({
    title: textAt(resource, 'content', 0, 'attachment', 'title') ?? conceptText(valueAt(resource, 'type')),
    code: undefined,
    at: textAt(resource, 'date'),
    detail: [textAt(resource, 'description')],
    current: textAt(resource, 'status') === 'current',
  }),
  CarePlan: (resource) => ({
    title: textAt(resource, 'title') ?? texts(listAt(resource, 'category').map(conceptText)),
    at: textAt(resource, 'period', 'start'),
    detail: [texts(listAt(resource, 'activity').map((activity) => conceptText(valueAt(activity, 'detail', 'code'))))],
    current: textAt(resource, 'status') === 'active',
  }),
  Goal: (resource) => ({
    title: conceptText(valueAt(resource, 'description')),
    at: textAt(resource, 'startDate') ?? textAt(resource, 'statusDate'),
    current: !['completed', 'cancelled', 'rejected'].includes(textAt(resource, 'lifecycleStatus') ?? ''),
  }),
  ImagingStudy: (resource) => ({
    title:
      textAt(resource, 'description') ??
      displays(listAt(resource, 'series').map((series) => valueAt(series, 'modality'))),
    at: textAt(resource, 'started'),
    detail: [displays(listAt(resource, 'series').map((series) => valueAt(series, 'bodySite')))],
  }),
  Claim: billParts,
  ExplanationOfBenefit: billParts,
  Patient: personParts,
  Practitioner: personParts,
  RelatedPerson: personParts,
  Organization: (resource) => ({
    title: textAt(resource, 'name'),
    detail: [conceptText(valueAt(resource, 'type', 0))],
  }),
};

/** The elements that most types of FHIR have in common. */
function anyResource(resource: unknown): Parts {
  return {
    ...codedParts(resource, 'code'),
    title: conceptText(valueAt(resource, 'code')) ?? textAt(resource, 'title') ?? textAt(resource, 'name'),
    at: textAt(resource, 'date') ?? textAt(resource, 'authoredOn') ?? timeOf(resource, 'effective'),
    detail: [textAt(resource, 'description'), noteLine(resource)],
  };
}

function codedParts(resource: unknown, element: string): Pick<Parts, 'title' | 'code'> {
  const concept = valueAt(resource, element);
  return { title: conceptText(concept), code: conceptCode(concept) };
}

function medicationParts(resource: unknown, dosageElement: string): Parts {
  const concept = valueAt(resource, 'medicationCodeableConcept');
  const title = conceptText(concept) ?? textAt(resource, 'medicationReference', 'display');
  const dosage = texts(listAt(resource, dosageElement).map(dosageText));
  const detail = [dosage, noteLine(resource)];
  return { title, code: conceptCode(concept), detail, current: textAt(resource, 'status') === 'active' };
}

function medicationTime(resource: unknown): string | undefined {
  return timeOf(resource, 'effective') ?? textAt(resource, 'dateAsserted');
}

function encounterParts(resource: unknown): Parts {
  const reason = conceptText(valueAt(resource, 'reasonCode', 0));
  const kind = conceptText(valueAt(resource, 'type', 0));
  return {
    title: reason ?? kind ?? textAt(resource, 'class', 'display'),
    at: textAt(resource, 'period', 'start'),
    detail: [kind, textAt(resource, 'serviceProvider', 'display'), firstLine(visitNoteOf(resource))],
  };
}

function billParts(resource: unknown): Parts {
  const total =
    valueAt(resource, 'total', 'value') === undefined
      ? valueAt(resource, 'total', 0, 'amount')
      : valueAt(resource, 'total');
  const amount = numberAt(total, 'value');
  return {
    title: conceptText(valueAt(resource, 'item', 0, 'productOrService')) ?? conceptText(valueAt(resource, 'type')),
    at: textAt(resource, 'billablePeriod', 'start') ?? textAt(resource, 'created'),
    detail: [amount === undefined ? undefined : `${amount.toFixed(2)} ${textAt(total, 'currency') ?? ''}`.trim()],
    current: textAt(resource, 'status') === 'active',
  };
}

function personParts(resource: unknown): Parts {
  const name = valueAt(resource, 'name', 0);
  const parts = [...listAt(name, 'prefix'), ...listAt(name, 'given'), valueAt(name, 'family')];
  const whole = parts.filter((part) => typeof part === 'string').join(' ');
  return { title: textAt(name, 'text') ?? (whole || undefined), at: textAt(resource, 'birthDate') };
}

/** The start of `onset[x]`, `effective[x]` and their like. */
function timeOf(resource: unknown, element: string): string | undefined {
  return textAt(resource, `${element}DateTime`) ?? textAt(resource, `${element}Period`, 'start');
}

/** Only where both ends are known: the start alone is the line's own date. */
function periodText(start: string | undefined, end: string | undefined): string | undefined {
  return end === undefined ? undefined : `${start?.slice(0, 10) ?? ''} – ${end.slice(0, 10)}`.trim();
}

function isOneOf(resource: unknown, element: string, codes: readonly string[]): boolean {
  return codes.includes(conceptCode(valueAt(resource, element)) ?? '');
}

function isRetracted(resource: unknown): boolean {
  return isOneOf(resource, 'verificationStatus', ['entered-in-error', 'refuted']);
}
