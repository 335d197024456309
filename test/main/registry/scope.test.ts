import { AbiCoder } from 'ethers/abi';
import { keccak256 } from 'ethers/crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { categoriesOf, categoryBitmapOf, scopeCommitment } from '../../../main/registry/scope.ts';
import { CATEGORIES } from '../../../preload/api/categories.ts';

const someCategories = fc.subarray([...CATEGORIES]);

describe('a scope', () => {
  it('[CON4] keeps the bit of every category for ever', () => {
    expect(CATEGORIES.map((category) => [category, categoryBitmapOf([category])])).toEqual([
      ['demographics', 1],
      ['encounter', 2],
      ['problem', 4],
      ['allergy', 8],
      ['medication', 16],
      ['immunization', 32],
      ['observation', 64],
      ['procedure', 128],
      ['document', 256],
      ['sensitive', 512],
    ]);
  });

  it('comes back from its bitmap, in the fixed order', () => {
    fc.assert(
      fc.property(someCategories, (categories) => {
        expect(categoriesOf(categoryBitmapOf([...categories].reverse()))).toEqual(categories);
      }),
    );
  });

  it('leaves out bits of a newer program', () => {
    expect(categoriesOf(0b1111_1100_0000_0001)).toEqual(['demographics']);
  });

  it('[CON4] commits with the first 24 bytes of what Solidity’s abi.encode hashes to', () => {
    fc.assert(
      fc.property(someCategories, fc.uint8Array({ minLength: 32, maxLength: 32 }), (categories, salt) => {
        const encoded = AbiCoder.defaultAbiCoder().encode(['uint16', 'bytes32'], [categoryBitmapOf(categories), salt]);
        expect(scopeCommitment({ categories, salt })).toBe(keccak256(encoded).slice(0, 50));
      }),
    );
  });

  it('[CON4] cannot be told from another one without the salt', () => {
    const salts = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
    const commitments = salts.map((salt) => scopeCommitment({ categories: ['allergy'], salt }));
    expect(new Set(commitments).size).toBe(2);
  });
});
