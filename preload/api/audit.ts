import { z } from 'zod';
import { method } from './define.ts';
import { HospitalId, PatientId } from './ids.ts';
import { OVERSIGHT } from './roles.ts';

export const AUDIT_ACTIONS = [
  'signedIn',
  'signInFailed',
  'locked',
  'registered',
  'edited',
  'viewed',
  'searched',
  'recordAdded',
  'recordAmended',
  'attachmentOpened',
  'printed',
  'cardIssued',
  'recoveryCardIssued',
  'recoveryProposed',
  'recoveryStopped',
  'keyHandedOver',
  'keyChanged',
  'cardPresented',
  'cardRefused',
  'cardAmbiguous',
  'accessAsked',
  'accessGranted',
  'accessRefused',
  'accessRevoked',
  'epochStarted',
  'sharedRecordsReceived',
  'sharedRecordsRemoved',
  'blockQuarantined',
  'blockRestored',
  'imported',
] as const;

export const AuditAction = z.enum(AUDIT_ACTIONS);
export type AuditAction = z.infer<typeof AuditAction>;

export const AuditLine = z.strictObject({
  seq: z.int(),
  at: z.int(),
  who: z.string(),
  role: z.string(),
  hospital: z.strictObject({ hospitalId: HospitalId, name: z.string() }),
  action: AuditAction,
  /** What it was about, in words from the record (shown in the vault's language-neutral form). */
  subject: z.string(),
  patientId: PatientId.nullable(),
});
export type AuditLine = z.infer<typeof AuditLine>;

export const audit = {
  /** S18: every look and change of one patient, here and as reported by hospitals that read under a grant. */
  whoLooked: method({
    roles: OVERSIGHT,
    args: z.strictObject({ patientId: PatientId, limit: z.int().min(1).max(1000).default(300) }),
    result: z.array(AuditLine),
  }),
  list: method({
    roles: ['privacyOfficer', 'administrator'],
    args: z.strictObject({ limit: z.int().min(1).max(1000).default(300), beforeSeq: z.int().nullable().default(null) }),
    result: z.array(AuditLine),
  }),
  /** Recomputes the whole hash chain; names the first altered, removed or reordered row. */
  verify: method({
    roles: ['privacyOfficer', 'administrator'],
    args: z.strictObject({}),
    result: z.strictObject({ rows: z.int(), intact: z.boolean(), firstBadSeq: z.int().nullable() }),
  }),
  /** The renderer reports what only it can see: a page sent to the printer. */
  printed: method({
    roles: OVERSIGHT,
    args: z.strictObject({ patientId: PatientId, what: z.enum(['card', 'recoveryCard', 'consentSlip', 'chart']) }),
    result: z.null(),
  }),
};
