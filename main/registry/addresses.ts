import { computeAddress } from 'ethers/transaction';
import { hexlify } from 'ethers/utils';

/**
 * The address of a secp256k1 key: who a workstation is on chain, and a patient's ref.
 * Addresses are lower-case hex everywhere in this program; checksummed ones are lowered where they enter.
 * @param privateKey 32 bytes
 */
export function addressOf(privateKey: Uint8Array): string {
  return computeAddress(hexlify(privateKey)).toLowerCase();
}
