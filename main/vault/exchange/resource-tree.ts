import type { Resource } from '@medplum/fhirtypes';
import { asNumber, parseExact } from './exact-json.ts';

/**
 * Resources are read by path, not by type: they may come from another hospital or another program, and a missing or
 * misshapen element is an absent one, never a crash.
 */
export type Step = string | number;

/** The value at a path, or undefined. Only own properties count, so that no name reaches a prototype. */
export function valueAt(node: unknown, ...path: readonly Step[]): unknown {
  let value = node;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    // Safe: the line above has just proved that this is an object with this own property.
    value = (value as Record<Step, unknown>)[step];
  }
  return value;
}

/** Trimmed text, undefined when empty or not a text. */
export function textAt(node: unknown, ...path: readonly Step[]): string | undefined {
  const value = valueAt(node, ...path);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

export function numberAt(node: unknown, ...path: readonly Step[]): number | undefined {
  return asNumber(valueAt(node, ...path));
}

export function listAt(node: unknown, ...path: readonly Step[]): readonly unknown[] {
  const value = valueAt(node, ...path);
  return Array.isArray(value) ? value : [];
}

/** What a person calls a CodeableConcept: its text, else the first display, else the first code. */
export function conceptText(concept: unknown): string | undefined {
  return textAt(concept, 'text') ?? firstOf(concept, 'display') ?? firstOf(concept, 'code');
}

/** The code of a concept's first coding that has one. */
export function conceptCode(concept: unknown): string | undefined {
  return firstOf(concept, 'code');
}

export function hasCoding(concept: unknown, isWanted: (system: string | undefined, code: string) => boolean): boolean {
  return listAt(concept, 'coding').some((coding) => {
    const code = textAt(coding, 'code');
    return code !== undefined && isWanted(textAt(coding, 'system'), code);
  });
}

function firstOf(concept: unknown, field: 'display' | 'code'): string | undefined {
  for (const coding of listAt(concept, 'coding')) {
    const text = textAt(coding, field);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** A resource as it is stored: JSON text. */
export function toText(resource: Resource): string {
  return JSON.stringify(resource);
}

/** The reverse of `toText`, for text that was validated before it was stored. Every digit survives both ways. */
export function fromText(text: string): Resource {
  // Safe: only validated resources are stored, and everything reads them by path in any case.
  return parseExact(text) as Resource;
}
