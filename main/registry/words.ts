import type { Digest, GrantId, HospitalId, PatientRef } from '../../preload/api/ids.ts';

/** What a value of each of the contract's types becomes here. Plain strings and numbers, all hex in lower case. */
interface ValueOf {
  address: string;
  bool: boolean;
  bytes24: string;
  bytes32: string;
  uint8: number;
  uint24: number;
  uint32: number;
  uint40: number;
  uint96: number;
  uint256: number;
  HospitalId: HospitalId;
  PatientRef: PatientRef;
  GrantId: GrantId;
  /** `unpackTerms` opens it. */
  GrantTerms: string;
  RecordTag: string;
  /** Without prefix, as the rest of the program names blocks. */
  Pointer: Digest;
}

export type WordType = keyof ValueOf;

export interface Field {
  readonly name: string;
  readonly type: WordType;
  readonly indexed?: boolean;
}

/** The arguments a list of fields decodes to. */
export type Arguments<Fields extends readonly Field[]> = {
  readonly [F in Fields[number] as F['name']]: ValueOf[F['type']];
};

/** One 32-byte word could not be a value of the type it stands for. */
export class MalformedWord extends Error {}

const ADDRESS_PADDING = '0'.repeat(24);

/**
 * Reads one word of call results, log data or topics.
 * @param word 64 hex digits without prefix
 * @throws MalformedWord
 */
export function decodeWord(type: WordType, word: string): string | number | boolean {
  switch (type) {
    case 'address':
    case 'PatientRef':
      if (!word.startsWith(ADDRESS_PADDING)) throw new MalformedWord(type);
      return `0x${word.slice(24)}`;
    case 'bytes24':
      return `0x${word.slice(0, 48)}`;
    case 'bytes32':
    case 'GrantId':
    case 'GrantTerms':
    case 'RecordTag':
      return `0x${word}`;
    case 'Pointer':
      return word;
    case 'bool':
      return decodeInteger(word) !== 0;
    default:
      return decodeInteger(word);
  }
}

function decodeInteger(word: string): number {
  const value = Number.parseInt(word, 16);
  if (!Number.isSafeInteger(value)) throw new MalformedWord('integer');
  return value;
}

/** Cuts hex data (with or without prefix) into words. */
export function wordAt(data: string, index: number, start: number): string {
  return data.slice(start + index * 64, start + index * 64 + 64);
}
