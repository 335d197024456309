import { describe, expect, it } from 'vitest';
import { EVENTS_BY_TOPIC } from '../../../main/registry/generated/signatures.ts';
import { decodeWord, type Field } from '../../../main/registry/words.ts';
import { type EventLine, eventOf, lineOf } from '../../../scripts/registry/proof/export-format.ts';

const WHEREABOUTS = { block: 7, index: 0, transaction: `0x${'ab'.repeat(32)}` };

/** A word that is a value of every type: small enough for numbers, padded as addresses and short bytes are. */
function sampleWord(type: string): string {
  return type === 'bool' || /^(uint|HospitalId)/.test(type) ? '1'.padStart(64, '0') : '5a'.repeat(20).padStart(64, '0');
}

const samples = Object.values(EVENTS_BY_TOPIC).map(({ name, inputs }): EventLine => {
  const fields: readonly Field[] = inputs;
  const args = fields.map((field) => [field.name, decodeWord(field.type, sampleWord(field.type))]);
  return { ...WHEREABOUTS, kind: name, args: Object.fromEntries(args) };
});

describe('a line of an export', () => {
  it('there is one for every event of the contract', () => {
    expect(samples.length).toBeGreaterThan(15);
  });

  it.each(samples.map((line) => [line.kind, line] as const))('%s is read as it was written', (_kind, line) => {
    const event = eventOf(line);
    expect(event && lineOf(event)).toEqual(line);
  });

  const altered = samples.flatMap((line) => Object.keys(line.args).map((name) => [line.kind, name, line] as const));

  it.each(altered)('%s with another kind of value as %s is no event', (_kind, name, line) => {
    for (const value of ['', '0x', 'no hex', -1, 1.5, `0x${'ab'.repeat(33)}`, `0x${'AB'.repeat(20)}`]) {
      expect(eventOf({ ...line, args: { ...line.args, [name]: value } })).toBeNull();
    }
    const { [name]: _left, ...rest } = line.args;
    expect(eventOf({ ...line, args: rest })).toBeNull();
    expect(eventOf({ ...line, args: { ...line.args, more: 1 } })).toBeNull();
  });
});
