import type { CodeableConcept, Observation, ObservationComponent, Quantity } from '@medplum/fhirtypes';
import type { RecordEntry, VITAL_KINDS } from '../../../preload/api/records.ts';
import { hasCoding, listAt, numberAt, textAt, valueAt } from './resource-tree.ts';
import { coded, LOINC, UCUM, UNKNOWN } from './terminology.ts';

export type VitalKind = (typeof VITAL_KINDS)[number];
type VitalsEntry = Extract<RecordEntry, { type: 'Observation' }>;
export type VitalField = Exclude<keyof VitalsEntry, 'type' | 'at' | 'note'>;

interface VitalSign {
  readonly kind: VitalKind;
  readonly field: VitalField;
  /** The LOINC code written, then others that are understood. */
  readonly codes: readonly [string, ...string[]];
  readonly name: string;
  /** UCUM code of the unit written and its usual notation. */
  readonly unit: string;
  readonly notation: string;
  /** Other UCUM units that are understood, and how they become ours. */
  readonly conversions: Readonly<Record<string, (value: number) => number>>;
  readonly category: 'vital-signs' | 'laboratory';
}

const MMHG = 'mm[Hg]';
const PRESSURE_PANEL = ['85354-9', '55284-4'] as const;
const SYSTOLIC = '8480-6';
const DIASTOLIC = '8462-4';

/** FHIR's vital signs profile, and glucose. Blood pressure is apart: it has two values. */
const SIGNS: readonly VitalSign[] = [
  sign('heartRate', ['8867-4'], 'Heart rate', '/min', '/min'),
  sign('respiratoryRate', ['9279-1'], 'Respiratory rate', '/min', '/min'),
  sign('temperature', ['8310-5', '8331-1', '8328-7', '8333-7'], 'Body temperature', 'Cel', '°C', {
    '[degF]': (fahrenheit) => ((fahrenheit - 32) * 5) / 9,
  }),
  sign('oxygenSaturation', ['2708-6', '59408-5'], 'Oxygen saturation', '%', '%'),
  sign('weight', ['29463-7', '3141-9'], 'Body weight', 'kg', 'kg', {
    g: (grams) => grams / 1000,
    '[lb_av]': (pounds) => pounds * 0.45359237,
  }),
  sign('height', ['8302-2', '8306-3'], 'Body height', 'cm', 'cm', {
    m: (metres) => metres * 100,
    '[in_i]': (inches) => inches * 2.54,
  }),
  {
    ...sign('glucose', ['15074-8', '2339-0', '2345-7', '41653-7'], 'Glucose', 'mmol/L', 'mmol/L', {
      // 180.16 g/mol
      'mg/dL': (milligrams) => milligrams / 18.016,
    }),
    category: 'laboratory',
  },
];

function sign(
  kind: Exclude<VitalKind, 'bloodPressure'>,
  codes: VitalSign['codes'],
  name: string,
  unit: string,
  notation: string,
  conversions: VitalSign['conversions'] = {},
): VitalSign {
  return { kind, field: kind, codes, name, unit, notation, conversions, category: 'vital-signs' };
}

/** What differs between the observations of one entry: code, category and value. */
export type VitalContent = Pick<Observation, 'category' | 'code'> &
  (Pick<Observation, 'valueQuantity'> | Pick<Observation, 'component'>);

/** One observation per measured value, the two pressures together. */
export function vitalContents(entry: VitalsEntry): VitalContent[] {
  const contents: VitalContent[] = [];
  if (entry.systolic !== null || entry.diastolic !== null) {
    contents.push({
      category: [categoryConcept('vital-signs')],
      code: coded(LOINC, PRESSURE_PANEL[0], 'Blood pressure'),
      component: [
        pressure(SYSTOLIC, 'Systolic blood pressure', entry.systolic),
        pressure(DIASTOLIC, 'Diastolic blood pressure', entry.diastolic),
      ],
    });
  }
  for (const vital of SIGNS) {
    const value = entry[vital.field];
    if (value === null) continue;
    contents.push({
      category: [categoryConcept(vital.category)],
      code: coded(LOINC, vital.codes[0], vital.name),
      valueQuantity: quantity(value, vital.unit, vital.notation),
    });
  }
  return contents;
}

function categoryConcept(code: VitalSign['category']): CodeableConcept {
  const display = code === 'vital-signs' ? 'Vital Signs' : 'Laboratory';
  return { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code, display }] };
}

function pressure(code: string, name: string, value: number | null): ObservationComponent {
  const concept = coded(LOINC, code, name);
  if (value === null) return { code: concept, dataAbsentReason: UNKNOWN };
  return { code: concept, valueQuantity: quantity(value, MMHG, 'mmHg') };
}

function quantity(value: number, code: string, unit: string): Quantity {
  return { value, unit, system: UCUM, code };
}

export interface VitalPoint {
  readonly kind: VitalKind;
  readonly unit: string;
  /** FHIR dateTime. */
  readonly at: string;
  readonly first: number;
  /** The diastolic pressure, null for everything else. */
  readonly second: number | null;
}

/** The point an Observation adds to a plot; null when it is no vital sign, has no time or an unknown unit. */
export function vitalPointOf(observation: unknown): VitalPoint | null {
  const at = textAt(observation, 'effectiveDateTime') ?? textAt(observation, 'effectivePeriod', 'start');
  if (at === undefined || !isFinal(observation)) return null;
  const pressure = pressureOf(observation);
  if (pressure) {
    const { systolic: first, diastolic: second } = pressure;
    return first === null ? null : { kind: 'bloodPressure', unit: 'mmHg', at, first, second };
  }
  const vital = SIGNS.find(({ codes }) => isOneOf(observation, codes));
  const value = vital && valueIn(vital, valueAt(observation, 'valueQuantity'));
  return vital && value !== undefined
    ? { kind: vital.kind, unit: vital.notation, at, first: value, second: null }
    : null;
}

/** Both values of a blood pressure in mmHg; null for any other observation. */
export function pressureOf(observation: unknown): { systolic: number | null; diastolic: number | null } | null {
  if (!isOneOf(observation, PRESSURE_PANEL)) return null;
  const value = (code: string) => componentValue(observation, code) ?? null;
  return { systolic: value(SYSTOLIC), diastolic: value(DIASTOLIC) };
}

/** The form fields a vital sign fills, as measured; null when the form could not show it unchanged. */
export function vitalFieldsOf(observation: unknown): Partial<Record<VitalField, number | null>> | null {
  const pressure = pressureOf(observation);
  if (pressure) return pressure;
  const vital = SIGNS.find(({ codes }) => isOneOf(observation, codes));
  const value = numberAt(observation, 'valueQuantity', 'value');
  if (!vital || value === undefined || textAt(observation, 'valueQuantity', 'code') !== vital.unit) return null;
  return { [vital.field]: value };
}

function isFinal(observation: unknown): boolean {
  return !['entered-in-error', 'cancelled'].includes(textAt(observation, 'status') ?? '');
}

function isOneOf(element: unknown, codes: readonly string[]): boolean {
  return hasCoding(valueAt(element, 'code'), (system, code) => system === LOINC && codes.includes(code));
}

function componentValue(observation: unknown, code: string): number | undefined {
  const component = listAt(observation, 'component').find((part) => isOneOf(part, [code]));
  const isMmHg = textAt(component, 'valueQuantity', 'code') === MMHG;
  return isMmHg ? numberAt(component, 'valueQuantity', 'value') : undefined;
}

/** In the unit of our plots, to three decimals when it had to be converted. */
function valueIn(vital: VitalSign, measured: unknown): number | undefined {
  const value = numberAt(measured, 'value');
  const unit = textAt(measured, 'code') ?? textAt(measured, 'unit') ?? '';
  if (value === undefined || unit === vital.unit) return value;
  const convert = Object.hasOwn(vital.conversions, unit) ? vital.conversions[unit] : undefined;
  return convert && Math.round(convert(value) * 1000) / 1000;
}
