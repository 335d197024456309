import type { Digest } from '../../../../preload/api/ids.ts';
import { digestFromBytes, digestToBytes, MAX_BLOCK_BYTES } from '../digest.ts';
import { FrameError } from './frames.ts';

/**
 * One stream, one conversation: the asker sends one frame of digests, the asked answers each of them exactly once,
 * many to a frame, in any order.
 *
 *     request = digest 32 *             answer = (status u8 | digest 32 | length u32 | bytes) *
 */
export const BLOCKS_PROTOCOL = '/wardkeep/blocks/1';

export const MAX_DIGESTS = 1024;
export const MAX_REQUEST_BYTES = 32 * MAX_DIGESTS;
/** Answers are gathered up to this size. */
export const ANSWER_BYTES = 1024 * 1024;
const ANSWER_HEADER = 1 + 32 + 4;
/** A frame holds at least one block, however large, and never more than what was gathered before it. */
export const MAX_ANSWER_BYTES = ANSWER_BYTES + MAX_BLOCK_BYTES + MAX_DIGESTS * ANSWER_HEADER;

const LARGE_BLOCK_BYTES = 64 * 1024;

const STATUS = { absent: 0, found: 1 } as const;

export interface Answer {
  readonly digest: Digest;
  /** Null: the peer has no whole copy. */
  readonly bytes: Uint8Array | null;
}

export function encodeRequest(digests: readonly Digest[]): Uint8Array[] {
  return digests.map(digestToBytes);
}

export function decodeRequest(payload: Uint8Array): Digest[] {
  const count = payload.byteLength / 32;
  if (!Number.isInteger(count) || count < 1 || count > MAX_DIGESTS) throw new FrameError('a malformed request');
  const digests = new Set<Digest>();
  for (let at = 0; at < payload.byteLength; at += 32) digests.add(digestFromBytes(payload.subarray(at, at + 32)));
  if (digests.size !== count) throw new FrameError('a digest is asked for twice');
  return [...digests];
}

export function encodeAnswer({ digest, bytes }: Answer): Uint8Array[] {
  const header = Buffer.alloc(ANSWER_HEADER);
  header.writeUInt8(bytes ? STATUS.found : STATUS.absent, 0);
  header.set(digestToBytes(digest), 1);
  header.writeUInt32BE(bytes?.byteLength ?? 0, 33);
  return bytes ? [header, bytes] : [header];
}

export function decodeAnswers(payload: Uint8Array): Answer[] {
  const frame = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength);
  const answers: Answer[] = [];
  let at = 0;
  while (at < frame.byteLength) {
    const start = at + ANSWER_HEADER;
    if (start > frame.byteLength) throw new FrameError('a malformed answer');
    const status = frame.readUInt8(at);
    const end = start + frame.readUInt32BE(at + 33);
    if (end > frame.byteLength || status > STATUS.found) throw new FrameError('a malformed answer');
    const digest = digestFromBytes(frame.subarray(at + 1, at + 33));
    answers.push({ digest, bytes: status === STATUS.found ? blockIn(payload, start, end) : null });
    at = end;
  }
  if (answers.length === 0) throw new FrameError('an empty answer');
  return answers;
}

/** Copied, so that one block does not keep the whole frame in memory, unless it is large and nearly all of the frame. */
function blockIn(payload: Uint8Array, start: number, end: number): Uint8Array {
  const bytes = new Uint8Array(payload.buffer, payload.byteOffset + start, end - start);
  const isTheFrame = bytes.byteLength > LARGE_BLOCK_BYTES && bytes.byteLength > 0.9 * payload.byteLength;
  return isTheFrame ? bytes : bytes.slice();
}
