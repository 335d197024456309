import { readFile, stat } from 'node:fs/promises';
import type { ParsedArgsOf, ResultOf } from '../../../preload/api/define.ts';
import { AppError, toErrorView } from '../../../preload/api/errors.ts';
import { ImportId } from '../../../preload/api/ids.ts';
import { IMPORT_MAX_BYTES, type ImportReport, type imports } from '../../../preload/api/imports.ts';
import type { FileGrant } from '../../links/vault-link.ts';
import { type PatientBundle, readBundle } from '../exchange/bundle.ts';
import { storeImport } from '../operations/import-bundle.ts';
import { type ImportPlan, planImport } from '../operations/import-plan.ts';
import { newUuid } from '../operations/new-id.ts';
import type { VaultContext } from './context.ts';
import { ImportRun } from './import-run.ts';

type Imports = typeof imports;

/** Reports are kept while the vault is open, the newest of them. */
const KEPT_RUNS = 20;
const runs = new Map<string, ImportRun>();

/** Imports run one after the other: each sees all that the one before stored. */
let lastRun: Promise<void> = Promise.resolve();

export function startImport(context: VaultContext, args: ParsedArgsOf<Imports['start']>): ResultOf<Imports['start']> {
  const grant = context.files.get(args.fileId);
  if (!grant) throw new AppError('files.gone', 'The chosen file is no longer there');
  const importId = ImportId.parse(newUuid(context));
  const run = new ImportRun(context, importId, grant.name);
  runs.set(importId, run);
  for (const id of [...runs.keys()].slice(0, -KEPT_RUNS)) runs.delete(id);
  lastRun = lastRun.then(() => importFile(context, run, grant));
  return { importId };
}

/** Takes effect before the transaction begins; afterwards the import is complete and stays. */
export function cancelImport(_context: VaultContext, args: ParsedArgsOf<Imports['cancel']>): null {
  requireRun(args.importId).cancel();
  return null;
}

export function importReport(_context: VaultContext, args: ParsedArgsOf<Imports['report']>): ImportReport {
  return requireRun(args.importId).report;
}

function requireRun(importId: ImportId): ImportRun {
  const run = runs.get(importId);
  if (!run) throw new AppError('ipc.badArguments', 'There is no such import', { details: { name: 'importId' } });
  return run;
}

async function importFile(context: VaultContext, run: ImportRun, grant: FileGrant): Promise<void> {
  try {
    await run.pause(0);
    const bundle = readBundle(await readImportFile(grant));
    run.enter('validating', bundle.entries.length);
    const plan = await planImport(context, bundle, (done) => run.pause(done));
    run.enter('storing', bundle.entries.length);
    await run.pause(0);
    storeImport(context, plan, grant.name);
    run.finish(plan, countByType(bundle, plan));
  } catch (error) {
    run.fail(toErrorView(error));
    if (!(error instanceof AppError)) context.onBug(error);
  }
}

async function readImportFile({ path }: FileGrant): Promise<Uint8Array> {
  const info = await stat(path).catch(() => null);
  if (!info?.isFile()) throw new AppError('files.gone', 'The chosen file is no longer there');
  if (info.size > IMPORT_MAX_BYTES) {
    throw new AppError('import.tooLarge', 'The file is too large', {
      details: { what: 'bytes', limit: IMPORT_MAX_BYTES },
    });
  }
  return await readFile(path);
}

/** Every entry of the file is counted once. */
function countByType(bundle: PatientBundle, plan: ImportPlan): ImportReport['byType'] {
  const alreadyThere = new Set(plan.alreadyThere.map(({ index }) => index));
  const rejected = new Set(plan.rejections.map(({ index }) => index));
  const byType = new Map<string, ImportReport['byType'][number]>();
  for (const { index, resourceType } of bundle.entries) {
    const counts = byType.get(resourceType) ?? { resourceType, stored: 0, alreadyThere: 0, rejected: 0 };
    byType.set(resourceType, counts);
    if (rejected.has(index)) counts.rejected += 1;
    else if (alreadyThere.has(index)) counts.alreadyThere += 1;
    else counts.stored += 1;
  }
  return [...byType.values()].sort((one, other) => one.resourceType.localeCompare(other.resourceType, 'en'));
}
