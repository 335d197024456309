import { z } from 'zod';

/** UUIDv7, lower case: unique without a server, ordered by time of creation (RFC 9562). */
const uuid = z.uuidv7().toLowerCase();

export const PatientId = uuid.brand<'PatientId'>();
export type PatientId = z.infer<typeof PatientId>;

export const RecordId = uuid.brand<'RecordId'>();
export type RecordId = z.infer<typeof RecordId>;

export const DraftId = uuid.brand<'DraftId'>();
export type DraftId = z.infer<typeof DraftId>;

export const UserId = uuid.brand<'UserId'>();
export type UserId = z.infer<typeof UserId>;

export const RequestId = uuid.brand<'RequestId'>();
export type RequestId = z.infer<typeof RequestId>;

export const OutboxId = uuid.brand<'OutboxId'>();
export type OutboxId = z.infer<typeof OutboxId>;

export const ImportId = uuid.brand<'ImportId'>();
export type ImportId = z.infer<typeof ImportId>;

/** Names a file the person chose or dropped; only the shell knows the path behind it. */
export const FileId = uuid.brand<'FileId'>();
export type FileId = z.infer<typeof FileId>;

/** Number of a hospital in the registry, from 1. */
export const HospitalId = z.int().min(1).max(0xff_ffff).brand<'HospitalId'>();
export type HospitalId = z.infer<typeof HospitalId>;

const lowerHex = (bytes: number) => z.string().regex(new RegExp(`^0x[0-9a-f]{${bytes * 2}}$`));

/** Pseudonymous on-chain id of a patient at one hospital: an EVM address, lower-case hex. */
export const PatientRef = lowerHex(20).brand<'PatientRef'>();
export type PatientRef = z.infer<typeof PatientRef>;

/** EVM address of a workstation's chain key, lower-case hex. */
export const WorkstationAddress = lowerHex(20).brand<'WorkstationAddress'>();
export type WorkstationAddress = z.infer<typeof WorkstationAddress>;

export const GrantId = lowerHex(32).brand<'GrantId'>();
export type GrantId = z.infer<typeof GrantId>;

/** SHA-256 digest of a block, lower-case hex without prefix: the currency between vault and net. */
export const Digest = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'Digest'>();
export type Digest = z.infer<typeof Digest>;
