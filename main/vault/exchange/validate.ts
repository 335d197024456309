import { getDataType, loadDataType, OperationOutcomeError, validateResource } from '@medplum/core';
import type { OperationOutcomeIssue, Resource, StructureDefinition } from '@medplum/fhirtypes';
import { FHIR_RESOURCES, FHIR_TYPES } from './generated/fhir-r4.ts';
import { listAt, textAt } from './resource-tree.ts';

// This module and the definitions behind it are large: import it when a file is imported, not at the start.

/** What is wrong with a resource, and where: `Observation.code`. */
export interface Invalidity {
  readonly path: string;
  readonly reason: string;
}

const loaded = new Set<string>();

/** The first thing that is wrong with a resource by the definitions of FHIR R4; null when it is valid. */
export function findInvalidity(resource: unknown): Invalidity | null {
  const type = textAt(resource, 'resourceType') ?? '';
  const contained = listAt(resource, 'contained').map((inner) => textAt(inner, 'resourceType') ?? '');
  for (const [index, name] of [type, ...contained].entries()) {
    if (!load(name)) {
      const path = index === 0 ? 'resourceType' : `contained[${index - 1}].resourceType`;
      return { path: `${type}.${path}`, reason: `${name || 'Nothing'} is not a type of resource that is kept here` };
    }
  }
  try {
    // Safe: the validator is what decides whether this is a resource; it takes any object with a resourceType.
    validateResource(resource as Resource);
    return null;
  } catch (error) {
    if (!(error instanceof OperationOutcomeError)) throw error;
    return describe(
      type,
      error.outcome.issue.find(({ severity }) => severity === 'error'),
    );
  }
}

function describe(type: string, issue: OperationOutcomeIssue | undefined): Invalidity {
  return { path: issue?.expression?.[0] ?? type, reason: issue?.details?.text ?? 'It does not fit FHIR R4' };
}

/** Reads the definition of a resource type when it is first met; false when there is none. */
function load(type: string): boolean {
  if (!Object.hasOwn(FHIR_RESOURCES, type)) return false;
  if (loaded.size === 0) for (const name of Object.keys(FHIR_TYPES)) loadDefinition(FHIR_TYPES, name);
  if (!loaded.has(type)) loadDefinition(FHIR_RESOURCES, type);
  return true;
}

function loadDefinition(definitions: Readonly<Record<string, string>>, name: string): void {
  // Safe: generated from HL7's own definitions; a test compares them.
  loadDataType(JSON.parse(definitions[name] ?? '{}') as StructureDefinition);
  const schema = getDataType(name);
  // The validator asks `key in elements`: without this, `constructor` would pass as an element.
  for (const { elements } of [schema, ...schema.innerTypes]) Object.setPrototypeOf(elements, null);
  loaded.add(name);
}
