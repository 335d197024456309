import { checkJson } from './check-json.ts';

/** The JSON of ECMAScript 2026; the library of the target year does not name it yet. */
interface JsonWithSource {
  rawJSON(text: string): unknown;
  isRawJSON(value: unknown): boolean;
  parse(text: string, reviver: (key: string, value: unknown, context: { source?: string }) => unknown): unknown;
}

// Safe: every engine this runs on (Chromium 130, Node 24) has these functions.
const json = JSON as unknown as JsonWithSource;

/**
 * As `JSON.parse`, but a number that a double would write differently (1.50, more than 17 digits) keeps its own text
 * and is written back unchanged by `JSON.stringify`: FHIR gives the digits of a decimal a meaning. Throws like
 * `checkJson`.
 */
export function parseExact(text: string): unknown {
  if (!checkJson(text).hasInexactNumbers) return JSON.parse(text);
  return json.parse(text, (_, value, { source }) => {
    return typeof value === 'number' && source !== undefined && String(value) !== source ? json.rawJSON(source) : value;
  });
}

/** The number behind a node of `parseExact`, to be shown or compared; undefined for anything else. */
export function asNumber(node: unknown): number | undefined {
  // Safe: a raw JSON object has this one property, and only numbers are kept as such.
  const number = json.isRawJSON(node) ? Number((node as { rawJSON: string }).rawJSON) : node;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}
