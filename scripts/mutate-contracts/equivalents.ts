const ANY_FREE_MEMORY = 'Scratch beyond the free memory pointer: it may begin anywhere there, aligned or not.';
const ONE_BYTE_MORE =
  'Copies one byte more than is read: the next bytes of the scratch area are written before they are used.';

/**
 * Mutants that no test can tell from the contract, by id, each with the reason. An entry whose mutant is gone is an error.
 */
export const EQUIVALENTS: Readonly<Record<string, string>> = {
  'contracts/libraries/RecordStream.sol append: 0x40 → 0x41': ANY_FREE_MEMORY,
  'contracts/libraries/RecordStream.sol append: 96 → 97': ANY_FREE_MEMORY,
  'contracts/libraries/SignedHash.sol ofGrant: 0x40 → 0x41': ANY_FREE_MEMORY,
  'contracts/libraries/RecordStream.sol append: 64 → 65': ONE_BYTE_MORE,
  'contracts/libraries/RecordStream.sol append: 32 → 33 #3': ONE_BYTE_MORE,
  'contracts/types/WorkstationState.sol advanced: type(uint32).max → (type(uint32).max >> 1)':
    'Drops the highest of the eight bits that say whether a workstation is revoked; only the lowest is ever set.',
};
