import { z } from 'zod';
import { AUDIT_ACTIONS } from '../../../preload/api/audit.ts';
import { PatientRef } from '../../../preload/api/ids.ts';
import { AnyBytes } from './bytes-schema.ts';
import { fromCbor, type SealedBlock, toBlock } from './object-codec.ts';
import { sealTo, tryOpenSealed } from './sealed-box.ts';
import type { SealKeyPair } from './sodium.ts';

/** One look at records of another hospital, as that hospital and its patient are told (S18). */
export const AccessReportLine = z.strictObject({
  /** Number of the entry in the audit log of the workstation that reports. */
  seq: z.int().min(1),
  /** Milliseconds since 1970. */
  at: z.int(),
  who: z.string().max(200),
  role: z.string().max(40),
  action: z.enum(AUDIT_ACTIONS),
  subject: z.string().max(300),
  /** The patient's pseudonym at the hospital that is told. */
  subjectRef: PatientRef,
});
export type AccessReportLine = z.infer<typeof AccessReportLine>;

const AccessReportPart = z.strictObject({ lines: z.array(AccessReportLine).max(10_000) });
const ReportBlock = z.strictObject({ v: z.literal(1), parts: z.array(AnyBytes).max(1000) });

/** The lines for one hospital, and the X25519 key it opens them with. */
export interface ReportPart {
  readonly sealKey: Uint8Array;
  readonly lines: readonly AccessReportLine[];
}

/** One block for several hospitals; which parts are whose cannot be seen. */
export function sealAccessReport(parts: readonly ReportPart[]): SealedBlock {
  return toBlock({ v: 1, parts: parts.map(({ sealKey, lines }) => sealTo(sealKey, { lines: [...lines] })) });
}

/** The lines addressed to this hospital; none when the report is for others. */
export function openAccessReport(bytes: Uint8Array, hospitalSeal: SealKeyPair): AccessReportLine[] {
  const { parts } = fromCbor(ReportBlock, bytes);
  return parts.flatMap((part) => tryOpenSealed(AccessReportPart, part, hospitalSeal)?.lines ?? []);
}
