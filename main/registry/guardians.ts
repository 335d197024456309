import { AbiCoder } from 'ethers/abi';
import { keccak256 } from 'ethers/crypto';

/** Who may propose a new key for a patient; fields as in `IHospitalRegistry.GuardianSet`. */
export interface GuardianSet {
  /** How many of them have to sign, 1 to 255. */
  readonly threshold: number;
  /** Addresses in ascending order. */
  readonly members: readonly string[];
  /** 32 random bytes, 0x-prefixed hex: it keeps the commitment from being guessed. */
  readonly salt: string;
}

const GUARDIAN_SET = 'tuple(uint8 threshold, address[] members, bytes32 salt)';

/** The guardians in the order in which the registry takes them and their signatures. */
export function inOrder(members: readonly string[]): string[] {
  return members.map((member) => member.toLowerCase()).sort();
}

/** keccak256(abi.encode(set)) as 0x-prefixed hex: all that the chain says of a patient's guardians until they are needed. */
export function guardianCommitment(set: GuardianSet): string {
  return keccak256(AbiCoder.defaultAbiCoder().encode([GUARDIAN_SET], [set]));
}
