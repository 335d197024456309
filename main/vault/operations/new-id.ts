import { v7 } from 'uuid';
import type { VaultContext } from '../services/context.ts';

let last = { msecs: 0, seq: 0 };

/**
 * A UUIDv7 (RFC 9562): unique without asking anybody, ordered by time of creation (SYN2), and within one millisecond by
 * a counter that begins somewhere random (method 1 of its section 6.2), so that what was made together stays in order.
 */
export function newUuid({ now, random }: Pick<VaultContext, 'now' | 'random'>): string {
  const bytes = random(16);
  const msecs = now();
  // The upper half of the counter's range is left for counting.
  const start = Buffer.from(bytes.subarray(0, 4)).readUInt32BE() >>> 1;
  last = { msecs, seq: msecs === last.msecs ? last.seq + 1 : start };
  return v7({ ...last, random: bytes });
}
