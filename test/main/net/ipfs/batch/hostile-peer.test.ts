import type { Stream } from '@libp2p/interface';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FrameReader, writeFrame } from '../../../../../main/net/ipfs/batch/frames.ts';
import {
  BLOCKS_PROTOCOL,
  decodeAnswers,
  decodeRequest,
  encodeAnswer,
  encodeRequest,
  MAX_ANSWER_BYTES,
  MAX_DIGESTS,
  MAX_REQUEST_BYTES,
} from '../../../../../main/net/ipfs/batch/messages.ts';
import type { StoredBlock } from '../../../../../main/net/ipfs/store/block-store.ts';
import type { Digest } from '../../../../../preload/api/ids.ts';
import { aBlock, aSwarmKey, blocksOf, digestsOf, startWorkstation, type Workstation } from '../../ipfs-fixture.ts';
import { answerWith, type Peer, startPeer } from '../../peer-fixture.ts';

const swarmKey = aSwarmKey();
const never = new AbortController().signal;
const running: { remove(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((it) => it.remove()));
});

async function aPeer(): Promise<Peer> {
  const peer = await startPeer(swarmKey);
  running.push(peer);
  return peer;
}

async function aWorkstation(...peers: Peer[]): Promise<Workstation> {
  const workstation = await startWorkstation({ swarmKey, peers: peers.flatMap(({ addresses }) => addresses) });
  running.push(workstation);
  expect(workstation.ipfs.health.connected).toBe(peers.length);
  return workstation;
}

const header = (length: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  return bytes;
};

const answerOf = (digest: Digest, bytes: Uint8Array | null) => encodeAnswer({ digest, bytes });

describe('[attack 16] a peer that answers', () => {
  const lies: [string, (stream: Stream, block: StoredBlock) => unknown][] = [
    ['other bytes', (stream, { digest }) => writeFrame(stream, answerOf(digest, aBlock().bytes), never)],
    ['an empty block', (stream, { digest }) => writeFrame(stream, answerOf(digest, new Uint8Array()), never)],
    [
      'what nobody asked for',
      (stream) => {
        const { digest, bytes } = aBlock();
        return writeFrame(stream, answerOf(digest, bytes), never);
      },
    ],
    [
      'the same block twice',
      (stream, { digest, bytes }) => {
        const answer = answerOf(digest, bytes);
        return writeFrame(stream, [...answer, ...answer], never);
      },
    ],
    ['a frame over the bound', (stream) => stream.send(header(MAX_ANSWER_BYTES + 1))],
    ['an empty frame', (stream) => stream.send(header(0))],
    [
      'half an answer',
      (stream, { digest }) => writeFrame(stream, [Buffer.concat(answerOf(digest, null)).subarray(0, 20)], never),
    ],
    ['and hangs up', (stream) => stream.close()],
    ['and resets', (stream) => stream.abort(new Error('reset'))],
  ];

  it.each(lies)('%s is not believed; an honest peer is asked instead', async (_name, lie) => {
    const block = aBlock();
    const liar = await aPeer();
    let wasAsked = false;
    await answerWith(liar, (stream) => {
      wasAsked = true;
      return lie(stream, block);
    });
    const honest = await aPeer();
    await honest.store.putMany([block]);
    const workstation = await aWorkstation(liar, honest);
    const answer = await workstation.ipfs.get([block.digest], 10_000);
    expect(wasAsked).toBe(true);
    expect(answer).toEqual({ blocks: [block], missing: [] });
  });

  it('nothing at all is given up on within the time of the call', async () => {
    const silent = await aPeer();
    await answerWith(silent, () => undefined);
    const workstation = await aWorkstation(silent);
    const startedAt = performance.now();
    const { missing } = await workstation.ipfs.get([aBlock().digest], 1_000);
    expect(missing).toHaveLength(1);
    expect(performance.now() - startedAt).toBeLessThan(8_000);
  });

  it('[R-16] wrongly never leaves anything of it in the store', async () => {
    const { digest } = aBlock();
    const liar = await aPeer();
    await answerWith(liar, (stream) => writeFrame(stream, answerOf(digest, aBlock().bytes), never));
    const workstation = await aWorkstation(liar);
    expect((await workstation.ipfs.get([digest], 2_000)).missing).toHaveLength(1);
    expect(workstation.outcomes).toEqual([]);
  });
});

describe('[attack 16] a peer that asks', () => {
  async function ask(
    send: (stream: Stream, blocks: StoredBlock[]) => unknown,
  ): Promise<{ stream: Stream; blocks: StoredBlock[] }> {
    const workstation = await aWorkstation();
    const blocks = blocksOf(3);
    await workstation.ipfs.put(blocks);
    const peer = await aPeer();
    const connection = await peer.dial(workstation.addresses[0] ?? '');
    const stream = await connection.newStream(BLOCKS_PROTOCOL);
    await send(stream, blocks);
    return { stream, blocks };
  }

  it('rightly is answered', async () => {
    const { stream, blocks } = await ask((it, held) => writeFrame(it, encodeRequest(digestsOf(held)), never));
    const answers = decodeAnswers(await new FrameReader(stream, MAX_ANSWER_BYTES).next(never));
    expect(answers).toEqual(blocks);
  });

  const rude: [string, (stream: Stream, blocks: StoredBlock[]) => unknown][] = [
    ['for more than fits', (stream) => stream.send(header(MAX_REQUEST_BYTES + 1))],
    ['for a part of a digest', (stream) => writeFrame(stream, [new Uint8Array(33)], never)],
    ['for nothing', (stream) => stream.send(header(0))],
    [
      'for a block twice',
      (stream, blocks) => writeFrame(stream, encodeRequest(digestsOf([...blocks, ...blocks])), never),
    ],
  ];

  it.each(rude)('%s is reset', async (_name, send) => {
    const { stream } = await ask(send);
    await vi.waitFor(() => expect(stream.status).toBe('reset'), { timeout: 30_000 });
  });
});

describe('the messages', () => {
  it('survive the way there and back', () => {
    const digests = digestsOf(blocksOf(MAX_DIGESTS));
    expect(decodeRequest(Buffer.concat(encodeRequest(digests)))).toEqual(digests);
    const answers = [aBlock(1), { digest: aBlock().digest, bytes: null }, aBlock(5_000)];
    expect(decodeAnswers(Buffer.concat(answers.flatMap(encodeAnswer)))).toEqual(answers);
  });

  it('hold a small block without its frame, and a large one that is the frame without a copy', () => {
    const heldWith = (...blocks: StoredBlock[]) => {
      const frame = new Uint8Array(Buffer.concat(blocks.flatMap(encodeAnswer)));
      return decodeAnswers(frame).map(({ bytes }) => bytes?.buffer === frame.buffer);
    };
    const large = aBlock(1024 * 1024);
    expect(heldWith(large)).toEqual([true]);
    expect(heldWith(aBlock(5_000))).toEqual([false]);
    expect(heldWith(large, aBlock(1024 * 1024))).toEqual([false, false]);
    expect(decodeAnswers(Buffer.concat(encodeAnswer(large)))).toEqual([large]);
  });
});
