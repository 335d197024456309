import { hashRaw } from '@node-rs/argon2';
import { z } from 'zod';

/**
 * Cost of Argon2id (KEY2). The floor keeps a stolen file expensive to guess, the ceiling keeps a tampered one from
 * exhausting memory: both are checked before anything is allocated. One lane, as libsodium has it.
 */
export const KdfCost = z.strictObject({
  memoryKib: z
    .int()
    .min(64 * 1024)
    .max(1024 * 1024),
  passes: z.int().min(3).max(12),
});
export type KdfCost = z.infer<typeof KdfCost>;

export const FLOOR_COST: KdfCost = { memoryKib: 64 * 1024, passes: 3 };
export const KDF_SALT_BYTES = 16;

/** Argon2id version 1.3, 32 bytes, off the calling thread. Text is taken in Unicode NFKC, so that keyboards agree. */
export async function argon2id(secret: string, salt: Uint8Array, cost: KdfCost): Promise<Uint8Array> {
  const { memoryKib, passes } = KdfCost.parse(cost);
  const options = { memoryCost: memoryKib, timeCost: passes, parallelism: 1, outputLen: 32, salt };
  return new Uint8Array(await hashRaw(secret.normalize('NFKC'), options));
}
