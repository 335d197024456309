import { z } from 'zod';
import { method } from './define.ts';
import { ErrorView } from './error-view.ts';
import { FileId, ImportId } from './ids.ts';
import { NamedPatient } from './patients.ts';
import { CARE_TEAM } from './roles.ts';

export const IMPORT_MAX_BYTES = 50_000_000;

export const ImportOutcome = z.enum(['stored', 'alreadyThere', 'rejected']);

export const ImportProgress = z.strictObject({
  importId: ImportId,
  phase: z.enum(['reading', 'validating', 'storing', 'done', 'cancelled', 'failed']),
  done: z.int(),
  total: z.int(),
  /** Milliseconds, from the pace so far; null while it cannot be known. */
  remainingMs: z.int().nullable(),
  error: ErrorView.nullable(),
});
export type ImportProgress = z.infer<typeof ImportProgress>;

/** Accounts for every entry of the bundle: stored + alreadyThere + rejected = total. */
export const ImportReport = z.strictObject({
  importId: ImportId,
  fileName: z.string(),
  phase: ImportProgress.shape.phase,
  patient: NamedPatient.nullable(),
  total: z.int(),
  stored: z.int(),
  alreadyThere: z.int(),
  rejected: z.int(),
  byType: z.array(
    z.strictObject({ resourceType: z.string(), stored: z.int(), alreadyThere: z.int(), rejected: z.int() }),
  ),
  /** Every rejected entry with its place in the file (`Bundle.entry[12].resource.code`) and why. */
  rejections: z.array(z.strictObject({ index: z.int(), path: z.string(), reason: z.string() })),
  durationMs: z.int(),
});
export type ImportReport = z.infer<typeof ImportReport>;

export const imports = {
  /** Starts and answers at once; `imports.progress` events follow until `done`, `cancelled` or `failed`. */
  start: method({
    roles: CARE_TEAM,
    args: z.strictObject({ fileId: FileId }),
    result: z.strictObject({ importId: ImportId }),
  }),
  /** Nothing of the bundle is kept: a bundle is stored in one transaction or not at all. */
  cancel: method({ roles: CARE_TEAM, args: z.strictObject({ importId: ImportId }), result: z.null() }),
  report: method({ roles: CARE_TEAM, args: z.strictObject({ importId: ImportId }), result: ImportReport }),
};
