import type { ParsedArgsOf, ResultOf } from '../../../preload/api/define.ts';
import { AppError } from '../../../preload/api/errors.ts';
import type { RecordId } from '../../../preload/api/ids.ts';
import {
  type ChartView,
  type RecordDetail,
  type RecordLine,
  type records,
  VITAL_KINDS,
  type VitalSeries,
} from '../../../preload/api/records.ts';
import { entryOf } from '../exchange/record-entry.ts';
import { vitalPointOf } from '../exchange/vital-signs.ts';
import { type ReadableVersion, readableVersions } from '../operations/shared-reading.ts';
import { syncStateOf } from '../operations/sync-state.ts';
import { listRecordVersions } from '../store/queries/record-versions.ts';
import { getRecord } from '../store/queries/records.ts';
import { noteViewed } from './audit.ts';
import type { VaultContext } from './context.ts';
import { listNotShown } from './not-shown.ts';
import { requirePatient, toView } from './patient-view.ts';
import { type ReadRecord, readOwn, readRecords, readShared } from './record-lines.ts';

type Records = typeof records;

/** S21: one chart of all hospitals, and by name what is not on it. */
export function chart(context: VaultContext, { patientId }: ParsedArgsOf<Records['chart']>): ChartView {
  const patient = requirePatient(context.db, patientId);
  noteViewed(context, patient);
  const read = readRecords(context, patientId);
  const points = read.flatMap(({ line, resource }) => {
    const point = line.resourceType === 'Observation' ? vitalPointOf(resource) : null;
    return point ? [{ ...point, line }] : [];
  });
  const lines = (...types: readonly string[]) =>
    read
      .map(({ line }) => line)
      .filter((line) => types.includes(line.resourceType))
      .sort(currentThenNewest);
  const allergies = lines('AllergyIntolerance');
  return {
    patient: toView(context, patient, allergies),
    allergies,
    problems: lines('Condition'),
    medications: lines('MedicationStatement', 'MedicationRequest'),
    visits: lines('Encounter'),
    results: lines('Observation', 'DiagnosticReport', 'ImagingStudy'),
    documents: lines('DocumentReference'),
    vitals: VITAL_KINDS.flatMap((kind) => seriesOf(points.filter((point) => point.kind === kind))),
    notShown: listNotShown(context, patientId),
  };
}

/**
 * Newest first. What was recorded in one moment, such as an import, stays on one page, so that a page can be asked for
 * by time alone.
 */
export function timeline(
  context: VaultContext,
  { patientId, limit, beforeRecordedAt }: ParsedArgsOf<Records['timeline']>,
): ResultOf<Records['timeline']> {
  noteViewed(context, requirePatient(context.db, patientId));
  const lines = readRecords(context, patientId)
    .map(({ line }) => line)
    .filter((line) => beforeRecordedAt === null || line.recordedAt < beforeRecordedAt)
    .sort((one, other) => other.recordedAt - one.recordedAt || newest(one, other));
  const oldest = lines[limit - 1]?.recordedAt ?? Number.NEGATIVE_INFINITY;
  const items = lines.filter((line) => line.recordedAt >= oldest);
  return { items, hasMore: items.length < lines.length };
}

/** A record with all its versions; ours can be amended, another hospital's only read. */
export function getRecordDetail(context: VaultContext, { recordId }: ParsedArgsOf<Records['get']>): RecordDetail {
  const detail = ownDetail(context, recordId) ?? sharedDetail(context, recordId);
  if (!detail) throw new AppError('record.notFound', 'There is no such record here', { details: { recordId } });
  noteViewed(context, requirePatient(context.db, detail.patientId));
  return detail;
}

function ownDetail({ db }: VaultContext, recordId: RecordId): RecordDetail | null {
  const row = getRecord(db, recordId);
  if (!row) return null;
  const { line, resource } = readOwn(row);
  const versions = listRecordVersions(db, recordId).map(
    ({ version, authorName, at, reason, resource, outboxState }) => {
      const state = outboxState === null ? 'confirmed' : syncStateOf(outboxState);
      return { version, author: authorName, at, reason, resource, state };
    },
  );
  return { line, patientId: row.patientId, entry: entryOf(resource), versions };
}

function sharedDetail(context: VaultContext, recordId: RecordId): RecordDetail | null {
  const all = readableVersions(context, recordId);
  const [newest] = all;
  if (!newest) return null;
  const { line }: ReadRecord = readShared(context, newest);
  const versions = all.map(({ version, authorName, at, reason, resource }: ReadableVersion) => {
    return { version, author: authorName, at, reason, resource, state: null };
  });
  return { line, patientId: newest.patientId, entry: null, versions };
}

type Point = NonNullable<ReturnType<typeof vitalPointOf>> & { readonly line: RecordLine };

function seriesOf(points: readonly Point[]): VitalSeries[] {
  const [any] = points;
  if (!any) return [];
  const sorted = points.map(({ at, first, second, line }) => ({ at, first, second, source: line.source }));
  sorted.sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  return [{ kind: any.kind, unit: any.unit, points: sorted }];
}

function currentThenNewest(one: RecordLine, other: RecordLine): number {
  return Number(other.current) - Number(one.current) || newest(one, other);
}

/** By when it happened; a partial date counts as its beginning. What has no date comes last. */
function newest(one: RecordLine, other: RecordLine): number {
  return timeOf(other) - timeOf(one) || other.recordedAt - one.recordedAt;
}

function timeOf({ at }: RecordLine): number {
  return at === null ? 0 : Date.parse(at) || 0;
}
