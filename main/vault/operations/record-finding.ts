import type { HospitalId } from '../../../preload/api/ids.ts';
import { recordTag } from '../crypto/epoch.ts';
import type { ReadableDb, WritableDb } from '../store/handles.ts';
import {
  countAwaitedByStream,
  deleteAwaitedTag,
  deleteAwaitedTags,
  getLastAwaited,
  insertAwaitedTag,
  listFoundInStream,
  listStreamsInBlocks,
  type TagStream,
} from '../store/queries/awaited-tags.ts';
import { type GrantRow, getGrant, listGrantsWithKeys } from '../store/queries/grants.ts';
import { getHeldTagKey, listHeldEpochs } from '../store/queries/held-keys.ts';
import { listWorkstations } from '../store/queries/registry-members.ts';
import { deleteSharedRecordsWithoutLog, insertWantedRecord } from '../store/queries/shared-records.ts';

/**
 * How a hospital that was given access finds the records in the public log (CON2): it computes the tags the patient's
 * records will carry next and keeps a window of them per workstation and epoch. An event under an awaited tag is such a
 * record; the window moves on; a number that was passed over is a gap that can be shown.
 */
const WINDOW = 64;

/** Everything the log holds so far in the epochs whose keys are held under this grant. */
export function findRecordsOfGrant(db: WritableDb, grant: GrantRow): void {
  for (const epoch of listHeldEpochs(db, grant.id)) {
    for (const workstation of listWorkstations(db, grant.hospitalId)) {
      followStream(db, grant, { grantId: grant.id, epoch, workstation });
    }
  }
}

/** What these blocks added. */
export function findRecordsInBlocks(db: WritableDb, fromBlock: number, toBlock: number): void {
  for (const stream of listStreamsInBlocks(db, fromBlock, toBlock)) {
    const grant = getGrant(db, stream.grantId);
    if (grant) followStream(db, grant, stream);
  }
}

/** A hospital has one more workstation, which may write for patients who gave a grant. */
export function followNewWorkstation(db: WritableDb, hospitalId: HospitalId): void {
  for (const grant of listGrantsWithKeys(db)) if (grant.hospitalId === hospitalId) findRecordsOfGrant(db, grant);
}

/** The log was changed underneath: what is found is found anew, what has lost its event is gone. */
export function rebuildSharedRecords(db: WritableDb): void {
  deleteSharedRecordsWithoutLog(db);
  for (const grant of listGrantsWithKeys(db)) restartGrant(db, grant);
}

/** Looks from the first number on again, so that what another grant had found is found under this one too. */
export function restartGrant(db: WritableDb, grant: GrantRow): void {
  deleteAwaitedTags(db, grant.id);
  findRecordsOfGrant(db, grant);
}

/** Records that must exist, because later ones of the same stream do, and that the log does not show yet. */
export function countGaps(db: ReadableDb, grant: GrantRow): number {
  return countAwaitedByStream(db, grant.id).reduce((gaps, awaited) => gaps + awaited - WINDOW, 0);
}

function followStream(db: WritableDb, grant: GrantRow, stream: TagStream): void {
  const key = getHeldTagKey(db, stream.grantId, stream.epoch);
  if (!key) return;
  let last = getLastAwaited(db, stream);
  const awaitUpTo = (counter: number) => {
    for (; last < counter; last += 1) {
      insertAwaitedTag(db, stream, last + 1, recordTag(key, stream.workstation, last + 1));
    }
  };
  awaitUpTo(WINDOW - 1);
  for (let found = listFoundInStream(db, stream); found.length > 0; found = listFoundInStream(db, stream)) {
    for (const record of found) {
      const { grantId, epoch, tag, pointer } = record;
      const { patientId, hospitalId } = grant;
      insertWantedRecord(db, { pointer, grantId, patientId, hospitalId, epoch, tag });
      deleteAwaitedTag(db, record);
      awaitUpTo(record.counter + WINDOW);
    }
  }
}
