import { AppError } from '../../../preload/api/errors.ts';

const SMALLEST = 256;

/**
 * The size a plaintext is padded to, so that ciphertexts tell little about what they hold: 256 bytes, 384, 512, 768,
 * 1024 … in steps of a half and a third, 25 sizes up to 1 MiB. At least one byte is always padding.
 */
export function bucketFor(sizeBytes: number): number {
  let bucket = SMALLEST;
  while (bucket <= sizeBytes) {
    if (bucket + bucket / 2 > sizeBytes) return bucket + bucket / 2;
    bucket *= 2;
  }
  return bucket;
}

/** ISO/IEC 7816-4 padding up to `bucket`: one byte 0x80, then zeros. */
export function pad(bytes: Uint8Array, bucket = bucketFor(bytes.length)): Uint8Array {
  if (bytes.length >= bucket) throw new Error('The padded size must be larger than what is padded');
  const padded = new Uint8Array(bucket);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  return padded;
}

/** Only for authenticated bytes: it says where the padding is wrong. */
export function unpad(padded: Uint8Array): Uint8Array {
  const end = padded.lastIndexOf(0x80);
  if (end < 0 || padded.subarray(end + 1).some((byte) => byte !== 0)) {
    throw new AppError('crypto.notDecryptable', 'The padding is malformed');
  }
  return padded.subarray(0, end);
}
