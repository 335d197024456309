import { keccak256 } from 'ethers/crypto';

/** The head of a workstation's stream before its first entry: 24 bytes. */
export const EMPTY_HEAD = `0x${'00'.repeat(24)}`;

const KIND_BYTE = { RecordAdded: '01', RecordRemoved: '02' } as const;

export interface StreamEntry {
  /** The event that says so. */
  readonly kind: keyof typeof KIND_BYTE;
  /** 32 bytes, 0x-prefixed hex. */
  readonly tag: string;
  /** 32 bytes, hex without prefix. */
  readonly pointer: string;
}

/**
 * The stream's head after `entries`, as `RecordStream.sol` computes it. Replaying all events of a workstation and arriving
 * at the head the contract stores proves that none is missing, reordered or altered.
 * @param before where the entries begin: 24 bytes, 0x-prefixed hex
 */
export function headAfter(entries: readonly StreamEntry[], before: string = EMPTY_HEAD): string {
  return entries.reduce(advanceHead, before);
}

function advanceHead(head: string, entry: StreamEntry): string {
  const hash = keccak256(`${head}${KIND_BYTE[entry.kind]}${entry.tag.slice(2)}${entry.pointer}`);
  return hash.slice(0, 2 + 48);
}
