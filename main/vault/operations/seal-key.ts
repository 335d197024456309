/**
 * A hospital's X25519 key as the registry has it, ready for sealing.
 * @param hex 32 bytes, 0x-prefixed
 */
export function sealKeyOf(hex: string): Uint8Array {
  return new Uint8Array(Buffer.from(hex.slice(2), 'hex'));
}
