import { AppError } from '../../../preload/api/errors.ts';
import type { HospitalId, PatientRef } from '../../../preload/api/ids.ts';
import { openCard } from '../crypto/card.ts';
import type { PatientIdentity } from '../crypto/patient-root.ts';
import { identityAt } from '../operations/patient-identity.ts';
import { meetOwner, noteRefused } from './card-owner.ts';
import type { VaultContext } from './context.ts';

/** What a person shows at the desk to prove who they are and to decide about their records. */
export interface PresentedCard {
  readonly code: string;
  readonly pin: string;
}

/**
 * Opens the card for as long as `use` takes and overwrites the key afterwards (KEY4). Refuses with `card.unreadable`,
 * `card.wrongPin`, `card.replaced` or `card.ambiguous`, which are written down, and what `use` refuses with.
 */
export async function withCard<T>(
  context: VaultContext,
  { code, pin }: PresentedCard,
  use: (root: Uint8Array) => T | Promise<T>,
): Promise<T> {
  const root = await openCard(code, pin, context.keys.cardSecret);
  try {
    meetOwner(context, root);
    return await use(root);
  } catch (error) {
    noteRefused(context, root, error);
    throw error;
  } finally {
    root.fill(0);
  }
}

/** `card.wrongPatient` when the card is somebody else's than the one who has this pseudonym at this hospital. */
export function requireIdentity(
  context: VaultContext,
  root: Uint8Array,
  hospitalId: HospitalId,
  expected: PatientRef,
): PatientIdentity {
  const identity = identityAt(context, root, hospitalId);
  if (identity.ref !== expected) throw new AppError('card.wrongPatient', 'This is the card of somebody else');
  return identity;
}
