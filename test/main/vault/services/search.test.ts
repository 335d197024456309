import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPerson } from '../../../fixtures/people.ts';
import { openTestVault, type TestVault } from '../../../fixtures/vault.ts';

let vault: TestVault;
const PEOPLE = [
  {
    family: 'Muñoz-Østergård',
    given: 'José Luis',
    phone: '+351 912 345 678',
    birthDate: { value: '1984-03-14', estimated: false },
  },
  { family: "O'Connor", given: 'Siobhan', localName: 'Siobhán Ní Chonchúir', identifier: 'PPS 1234567T' },
  { family: 'Ali', given: 'Mohamed', localName: 'محمد علي', phone: '010 5555 0101' },
  { family: 'Wang', given: 'Xiaoming', localName: '王小明' },
  { family: 'Alioune', given: 'Diop' },
] as const;

beforeAll(async () => {
  vault = await openTestVault();
  for (const person of PEOPLE) await vault.call('patients.register', { demographics: aPerson(person) });
});
afterAll(() => vault.remove());

async function found(text: string): Promise<string[]> {
  const hits = await vault.call('patients.search', { text });
  return hits.map((hit) => `${hit.patient.family} by ${hit.reason}`);
}

describe('[S07] search finds', () => {
  it.each([
    ['munoz', 'Muñoz-Østergård by name'],
    ['MUÑ', 'Muñoz-Østergård by name'],
    ['ostergard', 'Muñoz-Østergård by name'],
    ['tergar', 'Muñoz-Østergård by name'],
    ['jose osterg', 'Muñoz-Østergård by name'],
    ['osterg jose', 'Muñoz-Østergård by name'],
    ['oconnor', "O'Connor by name"],
    ["o'conn", "O'Connor by name"],
    ['chonchuir', "O'Connor by localName"],
    ['محمد', 'Ali by localName'],
    ['王', 'Wang by localName'],
    ['912 345 678', 'Muñoz-Østergård by phone'],
    ['5678', 'Muñoz-Østergård by phone'],
    ['+351 912', 'Muñoz-Østergård by phone'],
    ['A7-000004', 'Wang by mrn'],
    ['a7-4', 'Wang by mrn'],
    ['14/3/1984', 'Muñoz-Østergård by birthDate'],
    ['14.03.1984', 'Muñoz-Østergård by birthDate'],
    ['1984-03', 'Muñoz-Østergård by birthDate'],
    ['munoz 1984', 'Muñoz-Østergård by birthDate'],
    ['1234567t', "O'Connor by identifier"],
  ])('%s', async (text, expected) => {
    expect(await found(text)).toEqual([expected]);
  });

  it('whole words before beginnings', async () => {
    expect(await found('ali')).toEqual(['Ali by name', 'Alioune by name']);
  });

  it.each([
    '',
    '   ',
    '"',
    '* OR family:a',
    "'; DROP TABLE patients",
    'NEAR(',
    '-',
    '(())',
    'ali AND',
    '\u0000',
  ])('nothing harmful in %j', async (text) => {
    await expect(vault.call('patients.search', { text })).resolves.toBeInstanceOf(Array);
    expect(await found('wang')).toEqual(['Wang by name']);
  });
});
