import { getDataType, type InternalSchemaElement, isPrimitiveType, loadDataType } from '@medplum/core';
import type { StructureDefinition } from '@medplum/fhirtypes';
import { FHIR_RESOURCES, FHIR_TYPES } from './generated/fhir-r4.ts';

/** What one JSON property of a FHIR type may hold. */
export interface PropertyRule {
  /** Name of the element; `value[x]` for `valueQuantity`. */
  readonly element: string;
  /** Name of its type, such as `Quantity`, `code` or `ObservationComponent`. */
  readonly type: string;
  readonly isPrimitive: boolean;
  readonly isList: boolean;
  readonly min: number;
  readonly max: number;
  readonly constraints: readonly ConstraintRule[];
}

/** A rule of the standard that FHIRPath decides. */
export interface ConstraintRule {
  readonly expression: string;
  readonly description: string;
}

export interface TypeRule {
  /** By JSON property, without the `_` forms. */
  readonly properties: ReadonlyMap<string, PropertyRule>;
  /** Elements that must be there, each with the properties that may carry it. */
  readonly required: readonly { readonly element: string; readonly properties: readonly string[] }[];
  readonly constraints: readonly ConstraintRule[];
}

const loadedResources = new Set<string>();
const rules = new Map<string, TypeRule>();

/** Whether resources of this type are kept. Reads its definition when it is first met. */
export function isKeptResource(type: string): boolean {
  if (!Object.hasOwn(FHIR_RESOURCES, type)) return false;
  if (loadedResources.size === 0) for (const text of Object.values(FHIR_TYPES)) loadDefinition(text);
  if (!loadedResources.has(type)) loadDefinition(FHIR_RESOURCES[type] ?? '');
  loadedResources.add(type);
  return true;
}

/** The rules of a type whose definition was read, worked out once. */
export function ruleOf(type: string): TypeRule {
  const known = rules.get(type);
  if (known) return known;
  const schema = getDataType(type);
  const properties = new Map<string, PropertyRule>();
  const required: { element: string; properties: string[] }[] = [];
  for (const [element, definition] of Object.entries(schema.elements)) {
    const named = propertiesOf(element, definition);
    for (const [property, rule] of named) properties.set(property, rule);
    if (definition.min > 0) required.push({ element, properties: named.map(([property]) => property) });
  }
  const rule: TypeRule = { properties, required, constraints: schema.constraints ?? [] };
  rules.set(type, rule);
  return rule;
}

/** `value[x]` is one property for each type it may have; every other element has one. */
function propertiesOf(element: string, definition: InternalSchemaElement): [string, PropertyRule][] {
  const { min, max, isArray = false, constraints = [] } = definition;
  return definition.type.map(({ code }) => {
    const property = element.replace('[x]', code.charAt(0).toUpperCase() + code.slice(1));
    return [
      property,
      { element, type: code, isPrimitive: isPrimitiveType(code), isList: isArray, min, max, constraints },
    ];
  });
}

function loadDefinition(text: string): void {
  // Safe: generated from HL7's own definitions; a test compares them.
  loadDataType(JSON.parse(text) as StructureDefinition);
}
