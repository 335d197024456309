import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FileId } from '../../preload/api/ids.ts';
import { openTestVault, type TestVault } from '../fixtures/vault.ts';

const canaries: string[] = [];
let vault: TestVault;

/** A text nothing else contains; longer than a base64 group at either end can hide. */
function canary(): string {
  const text = `Zanzibar${canaries.length}Quokka${canaries.length * 7919}`;
  canaries.push(text);
  return text;
}

/** As itself, in UTF-16, in hex, and in base64 at each of the three ways its bytes may fall into groups. */
function encodings(text: string): Buffer[] {
  const bytes = Buffer.from(text);
  const base64 = [0, 1, 2].map((shift) => {
    const shifted = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
    return shifted.slice(shift === 0 ? 0 : 4, -4);
  });
  const texts = [bytes.toString('hex'), bytes.toString('hex').toUpperCase(), ...base64];
  return [bytes, Buffer.from(text, 'utf16le'), ...texts.map((encoded) => Buffer.from(encoded))];
}

function hitsIn(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const sought = canaries.map((text) => ({ text, forms: encodings(text) }));
  return files.flatMap((file) => {
    const bytes = readFileSync(join(file.parentPath, file.name));
    const found = sought.filter(({ forms }) => forms.some((form) => bytes.includes(form)));
    return found.map(({ text }) => `${file.name}: ${text}`);
  });
}

beforeAll(async () => {
  vault = await openTestVault();
});
afterAll(() => vault.remove());

describe('[R-07] [A1] the profile after a process was killed', () => {
  it('reveals nothing that was typed, attached, drafted or looked for', async () => {
    const { patient } = await vault.call('patients.register', {
      demographics: {
        family: canary(),
        given: canary(),
        localName: canary(),
        sex: 'female',
        birthDate: null,
        phone: canary(),
        identifier: canary(),
        nextOfKin: canary(),
        address: canary(),
      },
    });
    const patientId = patient.id;
    const { label, code } = await vault.call('patients.issueCard', { patientId, pin: '123456' });
    await vault.call('patients.handOver', { patientId, label });
    const phrase = canary();
    // As it is after the vault has read it.
    canaries.push(phrase.toLowerCase());
    await vault.call('patients.makeRecoveryCard', { patientId, code, pin: '123456', phrase });
    const [line] = await vault.call('records.save', {
      patientId,
      entry: { type: 'Condition', code: { text: canary() }, note: canary() },
    });
    if (!line) throw new Error('one record was saved');
    await vault.call('records.amend', {
      recordId: line.id,
      basedOnVersion: 1,
      entry: { type: 'Condition', code: { text: canary() }, note: canary() },
      reason: canary(),
    });
    await vault.call('drafts.save', { draftId: null, kind: 'record', patientId, title: canary(), text: canary() });
    await vault.call('patients.search', { text: canary() });
    await vault.call('records.chart', { patientId });

    const outside = await openTestVault();
    const path = join(outside.profile, 'file.pdf');
    const bytes = Buffer.from(`%PDF-1.7 ${canary()} ${'x'.repeat(5000)}`);
    writeFileSync(path, bytes);
    const fileId = FileId.parse('018f0000-0000-7000-8000-000000000001');
    const file = { fileId, path, name: 'file.pdf', sizeBytes: bytes.length, mediaType: 'application/pdf' };
    const entry = { type: 'DocumentReference', title: canary(), at: '2026-05-12T08:00:00.000Z', fileId } as const;
    await vault.call('records.save', { patientId, entry }, [file]);

    expect(hitsIn(vault.profile)).toEqual([]);
    vault.drop();
    expect(hitsIn(vault.profile)).toEqual([]);
    expect(hitsIn(outside.profile)).toHaveLength(1);
    outside.remove();
  });

  it.each(['utf8', 'utf16le', 'hex', 'base64'] as const)('the search would find a canary in %s', (encoding) => {
    const text = canary();
    for (const shift of [0, 1, 2]) {
      const planted = Buffer.concat([Buffer.alloc(shift), Buffer.from(text), Buffer.from('more text')]);
      const written = encoding === 'utf16le' ? Buffer.from(text, encoding) : Buffer.from(planted.toString(encoding));
      writeFileSync(join(vault.profile, 'planted'), written);
      expect(hitsIn(vault.profile)).toEqual([`planted: ${text}`]);
    }
    writeFileSync(join(vault.profile, 'planted'), '');
  });
});
