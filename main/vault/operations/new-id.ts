import { v7 } from 'uuid';
import type { VaultContext } from '../services/context.ts';

/** A UUIDv7 (RFC 9562): unique without asking anybody, ordered by time of creation (SYN2). */
export function newUuid({ now, random }: Pick<VaultContext, 'now' | 'random'>): string {
  return v7({ msecs: now(), random: random(16) });
}
