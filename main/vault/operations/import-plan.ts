import { AppError } from '../../../preload/api/errors.ts';
import { PatientId, RecordId } from '../../../preload/api/ids.ts';
import type { ImportReport } from '../../../preload/api/imports.ts';
import type { BundleEntry, PatientBundle } from '../exchange/bundle.ts';
import { categoryOf } from '../exchange/category-of.ts';
import { lineOf } from '../exchange/record-line.ts';
import type { VaultContext } from '../services/context.ts';
import { getImportedPatient, getRecordByImportKey } from '../store/queries/records.ts';
import { newUuid } from './new-id.ts';
import type { NewRecordVersion } from './write-record.ts';

export type Rejection = ImportReport['rejections'][number];
export type ImportedRecord = Pick<
  NewRecordVersion,
  'recordId' | 'resourceType' | 'resource' | 'category' | 'title' | 'importKey'
>;

/** What storing a bundle will do: every entry is in exactly one of the three lists. */
export interface ImportPlan {
  readonly patientId: PatientId;
  /** False when an earlier import registered this person. */
  readonly isNewPatient: boolean;
  readonly toStore: readonly ImportedRecord[];
  readonly alreadyThere: readonly BundleEntry[];
  readonly rejections: readonly Rejection[];
}

/** Entries between two looks at what else is waiting. */
const SLICE = 25;

interface Fate {
  readonly recordId: RecordId;
  readonly isKnown: boolean;
}

/**
 * Decides about every entry without changing anything. Gives other calls their turn in between, through `pause`,
 * which also ends it by throwing. `import.invalid` when the Patient itself cannot be kept.
 */
export async function planImport(
  context: VaultContext,
  bundle: PatientBundle,
  pause: (done: number) => Promise<void>,
): Promise<ImportPlan> {
  // Large, and needed only here: loaded when the first file is imported.
  const { findInvalidity } = await import('../exchange/validate.ts');
  const knownPatient = getImportedPatient(context.db, bundle.patient.importKey);
  const patientId = knownPatient ?? PatientId.parse(newUuid(context));
  const fates = fatesOf(context, bundle, knownPatient);
  const toStore = new Map<BundleEntry, ImportedRecord>();
  const rejections = new Map<BundleEntry, Rejection>();

  for (const entry of bundle.entries) {
    const fate = fateOf(fates, entry);
    if (fate.isKnown) continue;
    const text = bundle.textOf(entry, (other) => fateOf(fates, other).recordId);
    const resource: unknown = JSON.parse(text);
    const rejection = rejectionOf(bundle, entry, findInvalidity(resource));
    if (rejection) rejections.set(entry, rejection);
    else toStore.set(entry, importedRecord(entry, fate, text, resource));
    if ((entry.index + 1) % SLICE === 0) await pause(entry.index + 1);
  }
  const refused = rejections.get(bundle.patient);
  if (refused) throw new AppError('import.invalid', refused.reason, { details: { path: refused.path } });
  return {
    patientId,
    isNewPatient: knownPatient === undefined,
    toStore: withoutReferencesTo(rejections, bundle, fates, toStore),
    alreadyThere: bundle.entries.filter((entry) => fateOf(fates, entry).isKnown),
    rejections: [...rejections.values()],
  };
}

/** The record each entry is or becomes; the same entry twice in one file is there already the second time. */
function fatesOf(
  context: VaultContext,
  bundle: PatientBundle,
  knownPatient: PatientId | undefined,
): Map<BundleEntry, Fate> {
  const storedId = (key: string) => knownPatient && getRecordByImportKey(context.db, knownPatient, key)?.id;
  const ofThisFile = new Map<string, RecordId>();
  return new Map(
    bundle.entries.map((entry) => {
      const { importKey } = entry;
      const stored = storedId(importKey) ?? ofThisFile.get(importKey);
      const recordId = stored ?? RecordId.parse(newUuid(context));
      ofThisFile.set(importKey, recordId);
      return [entry, { recordId, isKnown: stored !== undefined }];
    }),
  );
}

function fateOf(fates: ReadonlyMap<BundleEntry, Fate>, entry: BundleEntry): Fate {
  const fate = fates.get(entry);
  if (!fate) throw new Error('every entry of the bundle has a fate');
  return fate;
}

function rejectionOf(
  bundle: PatientBundle,
  entry: BundleEntry,
  invalidity: { path: string; reason: string } | null,
): Rejection | null {
  const { index, resourceType } = entry;
  const at = `Bundle.entry[${index}].resource`;
  if (invalidity) {
    // The validator's paths begin with the type.
    return { index, path: `${at}${invalidity.path.slice(resourceType.length)}`, reason: invalidity.reason };
  }
  const subject = bundle.foreignSubject(entry);
  if (subject === null) return null;
  return { index, path: `${at}.${subject}`, reason: 'It is about a person who is not the Patient of this Bundle' };
}

function importedRecord(entry: BundleEntry, { recordId }: Fate, resource: string, parsed: unknown): ImportedRecord {
  const { importKey, resourceType } = entry;
  return { recordId, importKey, resourceType, resource, category: categoryOf(parsed), title: lineOf(parsed).title };
}

/** Nothing points at a record that does not exist: references to rejected entries stay what the file said. */
function withoutReferencesTo(
  rejected: ReadonlyMap<BundleEntry, Rejection>,
  bundle: PatientBundle,
  fates: ReadonlyMap<BundleEntry, Fate>,
  toStore: ReadonlyMap<BundleEntry, ImportedRecord>,
): ImportedRecord[] {
  if (rejected.size === 0) return [...toStore.values()];
  const idOf = (entry: BundleEntry) => (rejected.has(entry) ? null : fateOf(fates, entry).recordId);
  return Array.from(toStore, ([entry, record]) => ({ ...record, resource: bundle.textOf(entry, idOf) }));
}
