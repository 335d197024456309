import { isDeepStrictEqual } from 'node:util';
import type { ParsedArgsOf, ResultOf } from '../../../preload/api/define.ts';
import { AppError } from '../../../preload/api/errors.ts';
import { RecordId } from '../../../preload/api/ids.ts';
import type { CodedText, RecordEntry, records } from '../../../preload/api/records.ts';
import { sealBlob } from '../crypto/blob.ts';
import { categoryOf } from '../exchange/category-of.ts';
import { lineOf } from '../exchange/record-line.ts';
import { amendRecord, buildRecords, type RecordOrigin } from '../exchange/record-resources.ts';
import { fromText, toText } from '../exchange/resource-tree.ts';
import { commitOperation } from '../operations/commit.ts';
import { currentEpoch } from '../operations/epochs.ts';
import { newUuid } from '../operations/new-id.ts';
import { storeBlob, writeRecord } from '../operations/write-record.ts';
import type { WritableDb } from '../store/handles.ts';
import { type AttachmentRow, getAttachment } from '../store/queries/attachments.ts';
import { type CodeKind, upsertCodeUse } from '../store/queries/code-uses.ts';
import { deleteDraft } from '../store/queries/drafts.ts';
import { markPatientActive } from '../store/queries/patients.ts';
import { getRecord, type RecordRow } from '../store/queries/records.ts';
import { type ChosenFile, readChosenFile } from './attachments.ts';
import type { VaultContext } from './context.ts';
import { requirePatient } from './patient-view.ts';
import { requireOwnLine } from './record-lines.ts';

type Records = typeof records;

/** What one form says becomes one record, or one per measured value, all in one transaction. */
export async function saveRecord(
  context: VaultContext,
  args: ParsedArgsOf<Records['save']>,
): Promise<ResultOf<Records['save']>> {
  const { patientId, entry, sensitive, draftId } = args;
  const patient = requirePatient(context.db, patientId);
  const file = await fileOf(context, entry);
  if (entry.type === 'DocumentReference' && !file) throw new AppError('record.invalid', 'A document needs its file');
  const built = buildRecords(entry, { ...originOf(context, patient.recordId, file), sensitive });
  const added = built.map((resource) => ({ resource, id: RecordId.parse(resource.id), title: lineOf(resource).title }));
  const audit = { action: 'recordAdded', subject: added.map(({ title }) => title).join(', '), patientId } as const;
  commitOperation(context, { kind: 'records.save', patientId, audit, changes: ['records', 'drafts'] }, (db) => {
    const epoch = currentEpoch(context, db, patientId);
    const attachment = file && attach(context, db, file, titleOf(entry));
    for (const { resource, id, title } of added) {
      writeRecord(context, db, epoch, {
        patientId,
        recordId: id,
        version: 1,
        category: categoryOf(resource),
        resourceType: resource.resourceType,
        resource: toText(resource),
        title,
        attachment,
      });
    }
    afterWriting(context, db, { patientId, entry, draftId });
  });
  return added.map(({ id }) => requireOwnLine(context.db, id));
}

/**
 * S11: a new version with author, time and reason; the one before stays readable. `record.unchanged` when it would say
 * what the one before says.
 */
export async function amend(
  context: VaultContext,
  args: ParsedArgsOf<Records['amend']>,
): Promise<ResultOf<Records['amend']>> {
  const { recordId, basedOnVersion, entry, reason, draftId } = args;
  const file = await fileOf(context, entry);
  const before = requireNewest(context, recordId, basedOnVersion);
  const { patientId, category, resourceType } = before;
  const patient = requirePatient(context.db, patientId);
  const newest = fromText(before.resource);
  const resource = amendRecord(newest, entry, originOf(context, patient.recordId, file));
  if (!file && isDeepStrictEqual(resource, newest)) {
    throw new AppError('record.unchanged', 'The amendment changes nothing', { details: { recordId } });
  }
  const { title } = lineOf(resource);
  const audit = { action: 'recordAmended', subject: `${title} · ${reason}`, patientId } as const;
  commitOperation(context, { kind: 'records.amend', patientId, audit, changes: ['records', 'drafts'] }, (db) => {
    const kept = getAttachment(db, recordId, before.version);
    writeRecord(context, db, currentEpoch(context, db, patientId), {
      patientId,
      recordId,
      version: before.version + 1,
      category,
      resourceType,
      resource: toText(resource),
      title,
      reason,
      attachment: file ? attach(context, db, file, titleOf(entry)) : kept && { ...kept, title: titleOf(entry) },
    });
    afterWriting(context, db, { patientId, entry, draftId });
  });
  return requireOwnLine(context.db, recordId);
}

/** `record.notFound` also for another hospital's record: only who wrote it amends it. */
function requireNewest({ db }: VaultContext, recordId: RecordId, basedOnVersion: number): RecordRow {
  const record = getRecord(db, recordId);
  if (!record) throw new AppError('record.notFound', 'There is no such record of ours', { details: { recordId } });
  if (record.version === basedOnVersion) return record;
  throw new AppError('record.stale', 'Somebody amended this record meanwhile', {
    details: { basedOnVersion, version: record.version },
  });
}

function originOf(context: VaultContext, subjectId: string, file: ChosenFile | null): RecordOrigin {
  const { user, now } = context;
  return { newId: () => newUuid(context), subjectId, author: user.name, recordedAt: now(), sensitive: false, file };
}

async function fileOf(context: VaultContext, entry: RecordEntry): Promise<ChosenFile | null> {
  if (entry.type !== 'DocumentReference' || entry.fileId === null) return null;
  return await readChosenFile(context, entry.fileId);
}

/** Encrypted before it leaves this function; the plaintext was never anywhere but in memory. */
function attach(context: VaultContext, db: WritableDb, file: ChosenFile, title: string): AttachmentRow {
  const blob = storeBlob(context, db, sealBlob(file.bytes, context.random), file.sizeBytes);
  return { ...blob, title, mediaType: file.mediaType };
}

function titleOf(entry: RecordEntry): string {
  return entry.type === 'DocumentReference' ? entry.title : '';
}

function afterWriting(
  context: VaultContext,
  db: WritableDb,
  { patientId, entry, draftId }: Pick<ParsedArgsOf<Records['save']>, 'patientId' | 'entry' | 'draftId'>,
): void {
  const term = termOf(entry);
  if (term) upsertCodeUse(db, term.kind, term.coded);
  if (draftId) deleteDraft(db, context.user.id, draftId);
  markPatientActive(db, patientId, context.now());
}

/** What was chosen or typed is offered first the next time. */
function termOf(entry: RecordEntry): { kind: CodeKind; coded: CodedText } | null {
  switch (entry.type) {
    case 'Condition':
      return { kind: 'condition', coded: entry.code };
    case 'AllergyIntolerance':
      return { kind: 'substance', coded: entry.substance };
    case 'MedicationStatement':
      return { kind: 'medication', coded: entry.medication };
    default:
      return null;
  }
}
