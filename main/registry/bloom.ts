import { keccak256 } from 'ethers/crypto';
import { EVENTS_BY_TOPIC } from './generated/signatures.ts';

const TOPICS = Object.keys(EVENTS_BY_TOPIC);

/**
 * Whether a block may hold logs of the registry. False is certain; true is not, and on a busy chain it is often wrong.
 * @param bloom the header's `logsBloom`: 256 bytes, 0x-prefixed hex
 * @param topics what the logs' topics have to be, as in a filter: each one of several, or anything
 */
export function mayHoldLogs(bloom: string, registry: string, topics: readonly (readonly string[])[]): boolean {
  if (!mayHold(bloom, registry)) return false;
  const [kinds = [], ...others] = topics;
  const wanted = [kinds.length > 0 ? kinds : TOPICS, ...others];
  return wanted.every((anyOf) => anyOf.length === 0 || anyOf.some((topic) => mayHold(bloom, topic)));
}

/** Three bits of 2048 stand for an address or a topic: the first three pairs of bytes of its hash say which. */
function mayHold(bloom: string, item: string): boolean {
  const hash = keccak256(item);
  return [2, 6, 10].every((at) => {
    const bit = Number.parseInt(hash.slice(at, at + 4), 16) % 2048;
    const digit = Number.parseInt(bloom.at(-1 - Math.floor(bit / 4)) ?? '0', 16);
    return Math.floor(digit / 2 ** (bit % 4)) % 2 === 1;
  });
}
