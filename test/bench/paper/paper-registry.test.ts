import { resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { compileSolidity } from '../../../scripts/generate/compile-registry.ts';
import { type Anvil, anvilMissing, startAnvil } from '../../fixtures/anvil.ts';
import { PAPER_FUNCTIONS } from '../gas/figures.ts';
import { measurePaper, TEXTS } from './measure-paper.ts';
import { deployPaperRegistry, type PaperRegistry } from './paper-registry.ts';

const ROOT = resolve(import.meta.dirname, '../../..');

describe.skipIf(anvilMissing)('the re-created contract of the paper', () => {
  let anvil: Anvil;
  let registry: PaperRegistry;

  beforeAll(async () => {
    anvil = await startAnvil();
  });

  beforeEach(async () => {
    registry = await deployPaperRegistry(anvil);
    await registry.write('addHospital', 'General Hospital', 'Newtown', '+1 202 555 0100');
    await registry.write('addHospital', ...TEXTS.long.hospital);
  });

  afterAll(() => anvil?.stop());

  it('counts hospitals and keeps what it is told of them', async () => {
    expect(await registry.read('hospitalCount')).toEqual([2n]);
    expect(await registry.read('hospitals', 1)).toEqual([1n, 'General Hospital', 'Newtown', '+1 202 555 0100', true]);
    expect(await registry.read('hospitals', 2)).toEqual([2n, ...TEXTS.long.hospital, true]);
  });

  it('adds patients per hospital, and reads back what was recorded', async () => {
    const { name, gender, diagnosis } = TEXTS.long;
    await registry.write('addPatient', 1, 'Maria Keller', 54, 'female');
    await registry.write('addPatient', 1, 'Jan Keller', 7, 'male');
    await registry.write('addPatient', 2, name, 61, gender);
    expect(await registry.read('patientCount', 1)).toEqual([2n]);
    expect(await registry.read('patientCount', 2)).toEqual([1n]);
    expect(await registry.read('getPatientRecord', 1, 2)).toEqual(['Jan Keller', 7n, 'male', '']);

    await registry.write('addPatientRecord', 2, 1, diagnosis);
    expect(await registry.read('getPatientRecord', 2, 1)).toEqual([name, 61n, gender, diagnosis]);
    expect(await registry.write('getPatientRecord', 2, 1), 'gas, as the paper priced it').toBeGreaterThan(21_000);
  });

  it('removes a patient and does not give the number again', async () => {
    await registry.write('addPatient', 1, 'Maria Keller', 54, 'female');
    await registry.write('removePatientRecord', 1, 1);
    await expect(registry.read('getPatientRecord', 1, 1)).rejects.toThrow('unknown patient');
    await expect(registry.write('addPatientRecord', 1, 1, 'Asthma')).rejects.toThrow('unknown patient');
    await expect(registry.write('removePatientRecord', 1, 1)).rejects.toThrow('unknown patient');
    await registry.write('addPatient', 1, 'Jan Keller', 7, 'male');
    expect(await registry.read('patientCount', 1)).toEqual([2n]);
    expect(await registry.read('getPatientRecord', 1, 2)).toEqual(['Jan Keller', 7n, 'male', '']);
  });

  it('removes a hospital, which then takes no patient', async () => {
    await registry.write('removeHospital', 1);
    expect(await registry.read('hospitals', 1)).toEqual([0n, '', '', '', false]);
    await expect(registry.write('addPatient', 1, 'Jan Keller', 7, 'male')).rejects.toThrow('unknown hospital');
    await expect(registry.write('removeHospital', 1)).rejects.toThrow('unknown hospital');
    expect(await registry.read('hospitalCount')).toEqual([2n]);
  });

  it('is measured whole, and long texts cost more', async () => {
    const measured = await measurePaper(anvil);
    expect([...measured.keys()]).toEqual([...PAPER_FUNCTIONS]);
    for (const [name, { short, long }] of measured) {
      expect(short, name).toBeGreaterThan(21_000);
      expect(long, name).toBeGreaterThan(short);
    }
  });

  it('takes texts of one word and of three', () => {
    const sizes = (texts: (typeof TEXTS)['short']) =>
      [...texts.hospital, texts.name, texts.diagnosis].map((text) => Buffer.byteLength(text));
    expect(Math.max(...sizes(TEXTS.short))).toBeLessThanOrEqual(31);
    expect(Math.min(...sizes(TEXTS.long))).toBeGreaterThan(32);
    expect(Math.max(...sizes(TEXTS.long))).toBeLessThanOrEqual(64);
  });
});

describe('the compiler for comparisons', () => {
  it('says which contract a source does not have', () => {
    expect(() => compileSolidity(ROOT, 'test/bench/paper/PaperRegistry.sol', 'Nothing')).toThrow('gave no Nothing');
  });
});
