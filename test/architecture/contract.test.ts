import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { contract, methodNamed, methodNames } from '../../preload/api/contract.ts';

/** Words that name key material; a field called so would carry it (A2). */
const SECRET_WORDS = /secret|private|root|seed|mnemonic|masterkey|epochkey|categorykey/i;
/** What a person types may go in, and never comes out. */
const TYPED_IN = new Set(['passphrase', 'pin', 'code', 'existingCard']);

/** Every property name a schema mentions, at any depth. */
function fieldsOf(schema: z.ZodType): string[] {
  const text = JSON.stringify(z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }));
  const found: string[] = [];
  JSON.parse(text, (_key, value: unknown) => {
    if (typeof value === 'object' && value !== null && 'properties' in value && typeof value.properties === 'object') {
      found.push(...Object.keys(value.properties ?? {}));
    }
    return value;
  });
  return found;
}

describe('[A2] the contract', () => {
  it('has methods, each reachable by its name and by no other', () => {
    expect(methodNames().length).toBeGreaterThan(40);
    for (const name of methodNames()) expect(methodNamed(name)).toBeDefined();
    for (const name of ['constructor', '__proto__.x', 'patients.toString', 'patients', 'patients.search.x', '']) {
      expect(methodNamed(name)).toBeUndefined();
    }
  });

  it.each(methodNames())('%s answers without key material', (name) => {
    const method = methodNamed(name);
    const fields = method ? fieldsOf(method.result) : [];
    expect(
      fields.filter((field) => SECRET_WORDS.test(field) || (TYPED_IN.has(field) && !isShown(name, field))),
    ).toEqual([]);
  });

  it('would notice a leak', () => {
    const leaking = z.strictObject({ card: z.array(z.strictObject({ rootSecret: z.string() })) });
    expect(fieldsOf(leaking).filter((field) => SECRET_WORDS.test(field))).toEqual(['rootSecret']);
  });

  it.each(methodNames())('%s refuses keys it does not name', (name) => {
    const method = methodNamed(name);
    const json = JSON.stringify(method ? z.toJSONSchema(method.args, { io: 'input', unrepresentable: 'any' }) : {});
    expect(json).toContain('"additionalProperties":false');
  });

  it('names a home and roles for every method', () => {
    for (const methods of Object.values(contract)) {
      for (const method of Object.values(methods)) {
        expect(['shell', 'vault']).toContain(method.home);
        if (method.home === 'vault') expect(method.roles?.length).toBeGreaterThan(0);
      }
    }
  });
});

/**
 * `code` comes out where it is a terminology code, or a card's code: ciphertext under PIN and consortium secret.
 * The demo network's passphrase is public by design.
 */
function isShown(name: string, field: string): boolean {
  return field === 'code' || (field === 'passphrase' && name.startsWith('session.'));
}
