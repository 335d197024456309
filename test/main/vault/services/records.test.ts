import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileGrant } from '../../../../main/links/vault-link.ts';
import { sql } from '../../../../main/vault/store/sql.ts';
import { FileId, type PatientId, RecordId } from '../../../../preload/api/ids.ts';
import { ATTACHMENT_MAX_BYTES } from '../../../../preload/api/records.ts';
import { aPerson } from '../../../fixtures/people.ts';
import { openTestVault, type TestVault } from '../../../fixtures/vault.ts';

let vault: TestVault;
let patientId: PatientId;
let folder: string;

beforeAll(async () => {
  vault = await openTestVault();
  folder = mkdtempSync(join(tmpdir(), 'files-'));
  patientId = (await vault.call('patients.register', { demographics: aPerson() })).patient.id;
});
afterAll(() => {
  vault.remove();
  rmSync(folder, { recursive: true, force: true });
});

const AT = '2026-05-12T08:00:00.000Z';
const diabetes = { type: 'Condition', code: { text: 'Type 2 diabetes', system: ICD(), code: 'E11.9' } } as const;
const penicillin = { type: 'AllergyIntolerance', substance: { text: 'Penicillin' }, reaction: 'rash' } as const;
const metformin = { type: 'MedicationStatement', medication: { text: 'Metformin' }, dosage: '500 mg twice' } as const;
const vitals = { type: 'Observation', at: AT, systolic: 142, diastolic: 88, heartRate: 71, weight: 64.5 } as const;
const visit = { type: 'Encounter', class: 'AMB', at: AT, reason: 'Control', note: 'Doing well' } as const;

function ICD(): string {
  return 'http://hl7.org/fhir/sid/icd-10';
}

const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(3_000_000, 0x41)]);

function chosen(name: string, bytes: Uint8Array, mediaType = 'application/pdf'): FileGrant {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const fileId = FileId.parse(`018f0000-0000-7000-8000-${String(name.length).padStart(12, '0')}`);
  return { fileId, path, name, sizeBytes: bytes.length, mediaType };
}

const aDocument = (fileId: string | null, title = 'Referral') => {
  return { type: 'DocumentReference', title, kind: 'referral', at: AT, fileId } as const;
};

describe('[SYN1] saving a record', () => {
  it('of each type is there again after a restart, saved on this computer', async () => {
    const saved = [];
    for (const entry of [diabetes, penicillin, metformin, vitals, visit]) {
      saved.push(...(await vault.call('records.save', { patientId, entry })));
    }
    vault.drop();
    await vault.reopen();
    const { items } = await vault.call('records.timeline', { patientId });
    expect(items.map((line) => line.id).sort()).toEqual(saved.map((line) => line.id).sort());
    expect(items.every((line) => line.state === 'saved' && line.source === null)).toBe(true);
    expect(items.every((line) => line.author === 'Ana Silva')).toBe(true);
  });

  it('puts each on its card of the chart, and the measured values into plots', async () => {
    const chart = await vault.call('records.chart', { patientId });
    expect(chart.problems.map(({ title, code }) => ({ title, code }))).toEqual([
      { title: 'Type 2 diabetes', code: 'E11.9' },
    ]);
    expect(chart.allergies.map(({ title, detail }) => ({ title, detail }))).toEqual([
      { title: 'Penicillin', detail: 'rash' },
    ]);
    expect(chart.patient.allergies).toEqual(['Penicillin']);
    expect(chart.medications.map((line) => line.title)).toEqual(['Metformin']);
    expect(chart.visits.map((line) => line.title)).toEqual(['Control']);
    expect(chart.results.map((line) => line.title)).toEqual(['Blood pressure', 'Heart rate', 'Body weight']);
    expect(chart.vitals.map(({ kind, points }) => [kind, points.map((point) => [point.first, point.second])])).toEqual([
      ['bloodPressure', [[142, 88]]],
      ['heartRate', [[71, null]]],
      ['weight', [[64.5, null]]],
    ]);
    expect(chart.notShown).toEqual([]);
  });

  it('of the sensitive kind goes into the category that travels only by name', async () => {
    const [line] = await vault.call('records.save', { patientId, entry: { ...diabetes, note: 'S' }, sensitive: true });
    expect(line?.category).toBe('sensitive');
  });

  it('with nothing measured is record.invalid, and nothing is kept', async () => {
    const rows = () => vault.context.db.get(sql`SELECT count(*) AS rows FROM operations`);
    const before = rows();
    const empty = vault.call('records.save', { patientId, entry: { type: 'Observation', at: AT } });
    await expect(empty).rejects.toMatchObject({ code: 'record.invalid' });
    expect(rows()).toEqual(before);
  });

  it('[CON2] gives every record its own tag and pointer, each owed to the chain once', async () => {
    const { db } = vault.context;
    const rows = db.all<{ tag: string; pointer: string; intent: string }>(sql`
      SELECT tag, pointer, intent FROM record_versions
      JOIN outbox USING (record_id, version) JOIN pending_blocks ON digest = pointer`);
    const versions = db.get<{ count: number }>(sql`SELECT count(*) AS count FROM record_versions`);
    expect(rows).toHaveLength(versions?.count ?? 0);
    expect(new Set(rows.map((row) => row.tag)).size).toBe(rows.length);
    for (const { tag, pointer, intent } of rows) {
      expect(JSON.parse(intent)).toEqual({ kind: 'record', args: { tag: `0x${tag}`, pointer } });
    }
  });
});

describe('[S11] amending', () => {
  it('keeps both versions with author, time and reason, the newest first', async () => {
    const [line] = await vault.call('records.save', { patientId, entry: { ...metformin, dosage: '5000 mg' } });
    const recordId = line?.id ?? RecordId.parse('');
    vault.clock.advance(60_000);
    await vault.reopen('r.okafor');
    const amended = await vault.call('records.amend', {
      recordId,
      basedOnVersion: 1,
      entry: { ...metformin, dosage: '500 mg' },
      reason: 'a zero too many',
    });
    expect(amended).toMatchObject({ version: 2, detail: '500 mg', author: 'Dr Ruth Okafor', state: 'saved' });
    const detail = await vault.call('records.get', { recordId });
    expect(detail.versions.map(({ version, author, reason }) => ({ version, author, reason }))).toEqual([
      { version: 2, author: 'Dr Ruth Okafor', reason: 'a zero too many' },
      { version: 1, author: 'Ana Silva', reason: null },
    ]);
    expect(detail.versions[1]?.resource).toContain('5000 mg');
    expect(detail.entry).toMatchObject({ type: 'MedicationStatement', dosage: '500 mg' });

    const late = vault.call('records.amend', { recordId, basedOnVersion: 1, entry: metformin, reason: 'late' });
    await expect(late).rejects.toMatchObject({ code: 'record.stale', details: { basedOnVersion: 1, version: 2 } });
    await vault.reopen('a.silva');
  });

  it('that changes nothing makes no version', async () => {
    const [line] = await vault.call('records.save', { patientId, entry: diabetes });
    const recordId = line?.id ?? RecordId.parse('');
    const again = vault.call('records.amend', { recordId, basedOnVersion: 1, entry: diabetes, reason: 'checked' });
    await expect(again).rejects.toMatchObject({ code: 'record.unchanged' });
    expect((await vault.call('records.get', { recordId })).versions).toHaveLength(1);
  });

  it('of a record that is not ours is refused', async () => {
    const recordId = RecordId.parse('018f0000-0000-7000-8000-00000000abcd');
    const foreign = vault.call('records.amend', { recordId, basedOnVersion: 1, entry: diabetes, reason: 'x' });
    await expect(foreign).rejects.toMatchObject({ code: 'record.notFound' });
  });
});

describe('[S10] attached files', () => {
  it('are encrypted in pieces, opened again byte for byte, and never in the clear on disk', async () => {
    const file = chosen('scan.pdf', PDF);
    const [line] = await vault.call('records.save', { patientId, entry: aDocument(file.fileId) }, [file]);
    expect(line?.attachment).toEqual({ mediaType: 'application/pdf', sizeBytes: PDF.length });
    const recordId = line?.id ?? RecordId.parse('');
    const opened = await vault.call('records.attachment', { recordId });
    expect(opened.title).toBe('Referral');
    expect(Buffer.from(opened.bytes).equals(PDF)).toBe(true);
    const blocks = vault.context.db.all<{ bytes: Uint8Array }>(
      sql`SELECT bytes FROM pending_blocks WHERE codec = 'raw'`,
    );
    expect(blocks.length).toBe(3);
    expect(blocks.every(({ bytes }) => !Buffer.from(bytes).includes('AAAAAAAA'))).toBe(true);

    await vault.call('records.amend', {
      recordId,
      basedOnVersion: 1,
      entry: aDocument(null, 'Letter'),
      reason: 'title',
    });
    const renamed = await vault.call('records.attachment', { recordId });
    expect(renamed.title).toBe('Letter');
    expect(renamed.bytes.length).toBe(PDF.length);

    const scanned = Buffer.from(PDF).fill('B', PDF.length - 1);
    const again = chosen('scanned-again.pdf', scanned);
    const entry = aDocument(again.fileId, 'Letter');
    await vault.call('records.amend', { recordId, basedOnVersion: 2, entry, reason: 'unreadable' }, [again]);
    const replaced = await vault.call('records.attachment', { recordId });
    expect(Buffer.from(replaced.bytes).equals(scanned)).toBe(true);
  });

  it.each([
    ['files.unsupported', 'a program in disguise.pdf', Buffer.from('MZ this is no PDF')],
    ['files.unsupported', 'empty.pdf', Buffer.alloc(0)],
    ['files.tooLarge', 'large.pdf', Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(ATTACHMENT_MAX_BYTES)])],
  ])('%s refuses %s', async (code, name, bytes) => {
    const file = chosen(name, bytes);
    const refused = vault.call('records.save', { patientId, entry: aDocument(file.fileId) }, [file]);
    await expect(refused).rejects.toMatchObject({ code });
  });

  it('files.gone for one that was not chosen or has been moved away', async () => {
    const file = chosen('moved.pdf', PDF);
    const entry = aDocument(file.fileId);
    await expect(vault.call('records.save', { patientId, entry })).rejects.toMatchObject({ code: 'files.gone' });
    rmSync(file.path);
    await expect(vault.call('records.save', { patientId, entry }, [file])).rejects.toMatchObject({
      code: 'files.gone',
    });
    await expect(vault.call('records.save', { patientId, entry: aDocument(null) })).rejects.toMatchObject({
      code: 'record.invalid',
    });
  });
});

describe('the timeline', () => {
  it('pages by time without losing what was recorded in one moment', async () => {
    const { patient } = await vault.call('patients.register', {
      demographics: aPerson({ family: 'Paged', given: 'P' }),
    });
    for (let minute = 0; minute < 4; minute++) {
      vault.clock.advance(60_000);
      await vault.call('records.save', { patientId: patient.id, entry: vitals });
    }
    const seen: string[] = [];
    let beforeRecordedAt: number | null = null;
    for (;;) {
      const page: { items: { id: string; recordedAt: number }[]; hasMore: boolean } = await vault.call(
        'records.timeline',
        { patientId: patient.id, limit: 2, beforeRecordedAt },
      );
      seen.push(...page.items.map((line) => line.id));
      beforeRecordedAt = page.items.at(-1)?.recordedAt ?? null;
      if (!page.hasMore) break;
    }
    expect(seen).toHaveLength(12);
    expect(new Set(seen).size).toBe(12);
  });
});

describe('look-up of terms', () => {
  it('finds by words and by code', async () => {
    const texts = async (kind: 'condition' | 'medication' | 'substance', text: string) =>
      (await vault.call('records.searchCodes', { kind, text })).map((term) => term.text);
    expect(await texts('condition', 'type 2 diab without')).toEqual(['Type 2 diabetes mellitus without complications']);
    expect(await texts('condition', 'j18')).toEqual(['Bronchopneumonia, unspecified', 'Pneumonia, unspecified']);
    expect(await texts('medication', 'amoxi')).toEqual(['Amoxicillin', 'Amoxicillin and beta-lactamase inhibitor']);
    expect(await texts('substance', 'peni')).toEqual(['Penicillin']);
  });

  it('offers first what was used here', async () => {
    const [first] = await vault.call('records.searchCodes', { kind: 'condition', text: 'diabetes' });
    expect(first).toEqual({ text: 'Type 2 diabetes', system: ICD(), code: 'E11.9' });
  });
});
