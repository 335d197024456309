import { conceptText, listAt, numberAt, textAt, valueAt } from './resource-tree.ts';
import { DATA_ABSENT_REASON } from './terminology.ts';
import { pressureOf } from './vital-signs.ts';

/** `1 · 2 × / d`: dose, then how often in UCUM's letters for the period. */
export function dosageText(dosage: unknown): string | undefined {
  const text = textAt(dosage, 'text');
  if (text !== undefined) return text;
  const repeat = valueAt(dosage, 'timing', 'repeat');
  const frequency = numberAt(repeat, 'frequency');
  const period = numberAt(repeat, 'period') ?? 1;
  const every = `${period === 1 ? '' : `${period} `}${textAt(repeat, 'periodUnit') ?? ''}`;
  const often = frequency === undefined ? undefined : `${frequency} × / ${every}`;
  const parts = [quantityText(valueAt(dosage, 'doseAndRate', 0, 'doseQuantity')), often];
  return parts.filter((part) => part !== undefined).join(' · ') || undefined;
}

/** The value of an Observation, with its unit. */
export function observationText(observation: unknown): string | undefined {
  const components = listAt(observation, 'component');
  if (components.length === 0) return measuredText(observation);
  const pressure = pressureOf(observation);
  if (pressure) return `${shortNumber(pressure.systolic)}/${shortNumber(pressure.diastolic)} mmHg`;
  return texts(
    components.map((component) => {
      const value = measuredText(component);
      return value && `${conceptText(valueAt(component, 'code')) ?? ''} ${value}`.trim();
    }),
  );
}

function measuredText(node: unknown): string | undefined {
  const boolean = valueAt(node, 'valueBoolean');
  return (
    quantityText(valueAt(node, 'valueQuantity')) ??
    conceptText(valueAt(node, 'valueCodeableConcept')) ??
    textAt(node, 'valueString') ??
    textAt(node, 'valueDateTime') ??
    numberAt(node, 'valueInteger')?.toString() ??
    (typeof boolean === 'boolean' ? String(boolean) : undefined)
  );
}

function quantityText(quantity: unknown): string | undefined {
  const value = numberAt(quantity, 'value');
  if (value === undefined) return undefined;
  const comparator = textAt(quantity, 'comparator') ?? '';
  const unit = textAt(quantity, 'unit') ?? textAt(quantity, 'code') ?? '';
  return `${comparator}${shortNumber(value)} ${unit}`.trim();
}

/**
 * As it was written, unless that is longer than anybody reads: decimals that some programs compute are rounded to four
 * digits, a whole part never.
 */
function shortNumber(value: number | null): string {
  if (value === null) return '?';
  const exact = String(value);
  if (exact.length <= 7) return exact;
  return String(Number(Math.abs(value) < 1000 ? value.toPrecision(4) : value.toFixed(1)));
}

/** What an allergy does to the patient. */
export function reactionText(allergy: unknown): string | undefined {
  const manifestations = listAt(allergy, 'reaction').flatMap((reaction) => listAt(reaction, 'manifestation'));
  const known = manifestations.filter((concept) => textAt(concept, 'coding', 0, 'system') !== DATA_ABSENT_REASON);
  return texts(known.map(conceptText));
}

/** The first line of a resource's first note. */
export function noteLine(resource: unknown): string | undefined {
  return firstLine(textAt(resource, 'note', 0, 'text'));
}

export function firstLine(text: string | undefined): string | undefined {
  return text?.trim().split(/\r?\n/, 1)[0] || undefined;
}

export function displays(nodes: readonly unknown[]): string | undefined {
  return texts(nodes.map((node) => textAt(node, 'display')));
}

/** Each text once, in order; undefined when there is none. */
export function texts(parts: readonly (string | undefined)[]): string | undefined {
  return [...new Set(parts.filter((part) => part !== undefined))].join(', ') || undefined;
}
