import { keccak256 } from 'ethers/crypto';
import { CATEGORIES, type Category } from '../../preload/api/categories.ts';

/** The opened form of a grant's scope, as the contract takes it. */
export interface Scope {
  readonly categories: readonly Category[];
  /** 32 random bytes. */
  readonly salt: Uint8Array;
}

/** One bit per category; the position in `CATEGORIES` is the bit. */
export function categoryBitmapOf(categories: readonly Category[]): number {
  return categories.reduce((bitmap, category) => bitmap | (1 << CATEGORIES.indexOf(category)), 0);
}

/** The categories of a bitmap in their fixed order. Bits without a category, from a newer program, are left out. */
export function categoriesOf(bitmap: number): Category[] {
  return CATEGORIES.filter((_, bit) => (bitmap >> bit) & 1);
}

const COMMITMENT_BYTES = 24;

/** The first 24 bytes of keccak256(abi.encode(uint16 categories, bytes32 salt)) as 0x-prefixed hex: what a grant says of its scope. */
export function scopeCommitment(scope: Scope): string {
  const encoded = new Uint8Array(64);
  new DataView(encoded.buffer).setUint16(30, categoryBitmapOf(scope.categories));
  encoded.set(scope.salt, 32);
  return keccak256(encoded).slice(0, 2 + 2 * COMMITMENT_BYTES);
}
