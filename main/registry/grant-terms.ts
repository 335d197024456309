import { HospitalId } from '../../preload/api/ids.ts';

/** What a grant allows, as the registry keeps it in one word: `contracts/types/GrantTerms.sol`. */
export interface GrantTerms {
  readonly grantee: HospitalId;
  /** `scopeCommitment(…)`: 24 bytes, 0x-prefixed hex. */
  readonly scope: string;
  /** Unix seconds */
  readonly expiresAt: number;
}

const SCOPE_DIGITS = 48;
const EXPIRY_DIGITS = 10;
const GRANTEE_DIGITS = 6;

/** 32 bytes, 0x-prefixed hex. */
export function packTerms({ grantee, scope, expiresAt }: GrantTerms): string {
  return scope + hex(expiresAt, EXPIRY_DIGITS) + hex(grantee, GRANTEE_DIGITS);
}

/** @param word 32 bytes, 0x-prefixed hex, as an event carries it */
export function unpackTerms(word: string): GrantTerms {
  const expiryStart = 2 + SCOPE_DIGITS;
  const granteeStart = expiryStart + EXPIRY_DIGITS;
  return {
    grantee: HospitalId.parse(Number.parseInt(word.slice(granteeStart), 16)),
    scope: word.slice(0, expiryStart),
    expiresAt: Number.parseInt(word.slice(expiryStart, granteeStart), 16),
  };
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
