import type { RegistryIntent } from '../../registry/intents.ts';
import { type KeyChange, signKeyRotation } from '../../registry/typed-data.ts';
import type { PatientIdentity } from '../crypto/patient-root.ts';
import type { VaultContext } from '../services/context.ts';
import type { ReadableDb } from '../store/handles.ts';
import { countUsedNumbers } from '../store/queries/chain-logs.ts';
import { nextNonce } from './patient-numbers.ts';

/**
 * Another key in the place of the patient's. Whoever signs it cannot sign it again: the key in custody is overwritten,
 * the card that was presented is closed. So it is signed under the next few numbers, and leaves with the one whose turn
 * it is. Once the new key counts, none of these signatures is worth anything.
 */
export interface SignedKeyChange {
  /** With the number it leaves with, as far as that is known. */
  readonly rotation: KeyChange;
  /** Address of the key that signed. */
  readonly from: string;
  readonly firstNonce: number;
  /** One for each number from the first on. */
  readonly signatures: readonly string[];
}

/** What the same person has signed at other desks and nobody has seen here may have used up this many numbers. */
const SPARE_NUMBERS = 16;
/** There is no later: it may wait as long as a workstation stays without a network. */
const VALID_SECONDS = 10 * 365 * 24 * 60 * 60;

export function signKeyChange(
  context: VaultContext,
  db: ReadableDb,
  holder: PatientIdentity,
  newKey: string,
): SignedKeyChange {
  const { chainId, registry } = context.policy.chain;
  const now = Math.max(context.now(), context.sync.time.now());
  // What was signed here before may fail, and then its number is the change's.
  const firstNonce = countUsedNumbers(db, holder.ref);
  const nonce = nextNonce(db, holder.ref);
  const deadline = Math.floor(now / 1000) + VALID_SECONDS;
  const rotation: KeyChange = { patient: holder.ref, key: newKey, nonce, deadline };
  const signatures = Array.from({ length: nonce - firstNonce + SPARE_NUMBERS }, (_, index) =>
    signKeyRotation({ chainId, registry }, { ...rotation, nonce: firstNonce + index }, holder.signingKey),
  );
  return { rotation, from: holder.key, firstNonce, signatures };
}

export function isSignedFor({ firstNonce, signatures }: SignedKeyChange, nonce: number): boolean {
  return nonce >= firstNonce && nonce < firstNonce + signatures.length;
}

/** The call to the registry under this number; under the one it was to have where it is not signed for this one. */
export function keyChangeCall(change: SignedKeyChange, turn: number): RegistryIntent {
  const nonce = isSignedFor(change, turn) ? turn : change.rotation.nonce;
  const signature = change.signatures[nonce - change.firstNonce];
  if (signature === undefined) throw new Error('a key change has a signature for its own number');
  return { kind: 'rotatePatientKey', args: { rotation: { ...change.rotation, nonce }, signature } };
}
