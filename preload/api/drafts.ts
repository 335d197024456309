import { z } from 'zod';
import { method } from './define.ts';
import { DraftId, PatientId } from './ids.ts';
import { NamedPatient } from './patients.ts';
import { CARE_TEAM } from './roles.ts';

export const DRAFT_KINDS = ['register', 'edit', 'record'] as const;

/** Form state as the form keeps it: only the form that wrote it reads it again, so the vault stores text. */
const DraftText = z.string().max(128 * 1024);

export const DraftLine = z.strictObject({
  id: DraftId,
  kind: z.enum(DRAFT_KINDS),
  patient: NamedPatient.nullable(),
  title: z.string(),
  savedAt: z.int(),
});
export type DraftLine = z.infer<typeof DraftLine>;

/** A draft belongs to the user who typed it; nobody else lists or reads it. */
export const drafts = {
  save: method({
    roles: CARE_TEAM,
    args: z.strictObject({
      draftId: DraftId.nullable(),
      kind: z.enum(DRAFT_KINDS),
      patientId: PatientId.nullable(),
      title: z.string().max(200),
      text: DraftText,
    }),
    result: z.strictObject({ id: DraftId, savedAt: z.int() }),
  }),
  list: method({ roles: CARE_TEAM, args: z.strictObject({}), result: z.array(DraftLine) }),
  get: method({
    roles: CARE_TEAM,
    args: z.strictObject({ draftId: DraftId }),
    result: DraftLine.extend({ text: DraftText }),
  }),
  discard: method({ roles: CARE_TEAM, args: z.strictObject({ draftId: DraftId }), result: z.null() }),
};
