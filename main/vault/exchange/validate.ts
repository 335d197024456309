import { evalFhirPathTyped, fhirTypeToJsType, LRUCache, type TypedValue, validationRegexes } from '@medplum/core';
import { textAt, valueAt } from './resource-tree.ts';
import { type ConstraintRule, isKeptResource, type PropertyRule, ruleOf } from './type-rules.ts';

// This module and the definitions behind it are large: import it when a file is imported, not at the start.

/** What is wrong with a resource, and where: `Observation.code`. */
export interface Invalidity {
  readonly path: string;
  readonly reason: string;
}

/** The resource an object is part of, and the outermost one: what FHIRPath calls %resource and %rootResource. */
interface Place {
  readonly root: TypedValue;
  readonly resource: TypedValue;
}

type JsonObject = Readonly<Record<string, unknown>>;

const LONGEST_STRING = 1024 * 1024;
const compiledPaths = new LRUCache<never>(1000);

/**
 * The first thing that is wrong with a resource by the definitions of FHIR R4; null when it is valid. It looks at what
 * is there instead of at all that could be, which makes it several times faster than a walk over the definitions.
 */
export function findInvalidity(resource: unknown): Invalidity | null {
  return checkResource(resource, textAt(resource, 'resourceType') ?? '', null);
}

function checkResource(value: unknown, path: string, root: TypedValue | null): Invalidity | null {
  const type = textAt(value, 'resourceType') ?? '';
  if (!isKeptResource(type)) {
    return { path: `${path}.resourceType`, reason: `${type || 'Nothing'} is not a type of resource that is kept here` };
  }
  const resource = { type, value };
  const place = { root: root ?? resource, resource };
  return checkConstraints(resource, ruleOf(type).constraints, path, place) ?? checkObject(value, type, path, place);
}

function checkObject(value: unknown, type: string, path: string, place: Place): Invalidity | null {
  if (!isObject(value)) return { path, reason: 'Expected an object' };
  const { properties, required } = ruleOf(type);
  const seen = new Map<string, string>();
  const keys = Object.keys(value);
  if (keys.length === 0) return { path, reason: 'Invalid empty object' };
  for (const key of keys) {
    if (key === 'resourceType' && value === place.resource.value) continue;
    const name = key.startsWith('_') ? key.slice(1) : key;
    const rule = properties.get(name);
    if (!rule || (key !== name && !rule.isPrimitive)) return { path: `${path}.${key}`, reason: 'Unknown element' };
    if ((seen.get(rule.element) ?? name) !== name)
      return { path: `${path}.${key}`, reason: 'More than one choice of type' };
    seen.set(rule.element, name);
    const wrong =
      key === name ? checkProperty(value, key, rule, path, place) : checkExtensions(value, key, rule, path, place);
    if (wrong) return wrong;
  }
  const missing = required.find(({ element }) => !seen.has(element));
  return missing ? { path: `${path}.${missing.element}`, reason: 'Missing required element' } : null;
}

function checkProperty(
  parent: JsonObject,
  key: string,
  rule: PropertyRule,
  path: string,
  place: Place,
): Invalidity | null {
  const value = parent[key];
  const at = `${path}.${key}`;
  if (Array.isArray(value) !== rule.isList) {
    return { path: at, reason: rule.isList ? 'Expected a list' : 'Expected one value, not a list' };
  }
  if (!Array.isArray(value)) return checkValue(value, rule, at, place);
  if (value.length === 0) return { path: at, reason: 'Invalid empty list' };
  if (value.length < rule.min || value.length > rule.max) {
    return { path: at, reason: `Expected ${rule.min} to ${rule.max} values` };
  }
  const extensions = parent[`_${key}`];
  for (const [index, item] of value.entries()) {
    // A gap in a list of primitives is allowed where its extensions say why.
    if (item === null && Array.isArray(extensions) && extensions[index]) continue;
    const wrong = checkValue(item, rule, `${at}[${index}]`, place);
    if (wrong) return wrong;
  }
  return null;
}

function checkValue(value: unknown, rule: PropertyRule, path: string, place: Place): Invalidity | null {
  if (rule.max === 0) return { path, reason: 'This element must not be there' };
  if (rule.isPrimitive) {
    const reason = primitiveProblem(value, rule.type);
    return reason === null
      ? checkConstraints({ type: rule.type, value }, rule.constraints, path, place)
      : { path, reason };
  }
  if (rule.type === 'Resource') return checkResource(value, path, place.root);
  return (
    checkObject(value, rule.type, path, place) ??
    checkConstraints({ type: rule.type, value }, rule.constraints, path, place)
  );
}

/** `_birthDate`: id and extensions of a primitive, or a list of them with nulls for those that have none. */
function checkExtensions(
  parent: JsonObject,
  key: string,
  rule: PropertyRule,
  path: string,
  place: Place,
): Invalidity | null {
  const value = parent[key];
  const at = `${path}.${key}`;
  if (Array.isArray(value) !== rule.isList)
    return { path: at, reason: 'Its shape differs from the element it belongs to' };
  if (!Array.isArray(value)) return checkObject(value, 'Element', at, place);
  for (const [index, item] of value.entries()) {
    const wrong = item === null ? null : checkObject(item, 'Element', `${at}[${index}]`, place);
    if (wrong) return wrong;
  }
  return null;
}

function primitiveProblem(value: unknown, type: string): string | null {
  // Safe: only names that this table has are primitive types.
  const expected = fhirTypeToJsType[type as keyof typeof fhirTypeToJsType];
  if (typeof value !== expected)
    return value === null ? 'Invalid null value' : `Expected a ${expected}, not a ${typeof value}`;
  if (typeof value === 'string') return stringProblem(value, type);
  return typeof value === 'number' ? numberProblem(value, type) : null;
}

function stringProblem(text: string, type: string): string | null {
  if (text.trim() === '') return 'Invalid empty text';
  if (text.length > LONGEST_STRING) return 'A text cannot be larger than 1 MB';
  return validationRegexes[type]?.test(text) === false ? `Invalid ${type} format` : null;
}

function numberProblem(value: number, type: string): string | null {
  if (!Number.isFinite(value)) return 'Invalid number';
  if (type === 'decimal') return null;
  if (!Number.isInteger(value)) return 'Expected a whole number';
  if (type === 'positiveInt' && value <= 0) return 'Expected a positive number';
  return type === 'unsignedInt' && value < 0 ? 'Expected no negative number' : null;
}

/** Rules of the standard that no structure shows, such as "a contact has a name, a phone, an address or a role". */
function checkConstraints(
  value: TypedValue,
  constraints: readonly ConstraintRule[],
  path: string,
  { root, resource }: Place,
): Invalidity | null {
  for (const { expression, description } of constraints) {
    // Three rules of every resource speak of contained ones only; few resources have any.
    if (expression.startsWith('contained.') && valueAt(value.value, 'contained') === undefined) continue;
    const variables = { '%context': value, '%resource': resource, '%rootResource': root, '%ucum': UCUM };
    if (!holds(expression, value, variables)) return { path, reason: description };
  }
  return null;
}

const UCUM: TypedValue = { type: 'string', value: 'http://unitsofmeasure.org' };

function holds(expression: string, value: TypedValue, variables: Record<string, TypedValue>): boolean {
  try {
    const [answer, ...more] = evalFhirPathTyped(expression, [value], variables, compiledPaths);
    return more.length === 0 && answer?.value === true;
  } catch {
    // The expression stumbled over the value: whatever it is, it is not what the rule expects.
    return false;
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
