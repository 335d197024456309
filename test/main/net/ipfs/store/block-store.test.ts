import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MAX_BLOCK_BYTES } from '../../../../../main/net/ipfs/digest.ts';
import { BlockStore, SMALL_BLOCK_BYTES, type StoredBlock } from '../../../../../main/net/ipfs/store/block-store.ts';
import type { Digest } from '../../../../../preload/api/ids.ts';
import { aBlock, blocksOf } from '../../ipfs-fixture.ts';

let folder: string;
let store: BlockStore;
let outcomes: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wardkeep-store-'));
  outcomes = [];
  store = await open();
});

afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

function open(): Promise<BlockStore> {
  return BlockStore.open(folder, { onOutcome: (digest, outcome) => outcomes.push(`${outcome} ${digest}`) });
}

async function reopen(): Promise<void> {
  await store.close();
  store = await open();
}

/** As after a power cut: nothing was sealed or closed. */
async function reopenWithoutClosing(): Promise<void> {
  const abandoned = store;
  store = await open();
  await abandoned.close();
}

const digestsOf = (blocks: readonly StoredBlock[]): Digest[] => blocks.map(({ digest }) => digest);

/** The blocks that come back byte for byte, in the order they were asked for. */
async function found(blocks: readonly StoredBlock[]): Promise<StoredBlock[]> {
  const read = await store.getMany(digestsOf(blocks));
  return blocks.filter(({ digest, bytes }) => Buffer.from(read.get(digest) ?? []).equals(bytes));
}

async function packs(): Promise<string[]> {
  return (await readdir(join(folder, 'packs'))).sort().map((name) => join(folder, 'packs', name));
}

const fileOf = ({ digest }: StoredBlock) => join(folder, 'blocks', digest);

/** Changes bytes of a block wherever they lie on disk. */
async function spoil({ bytes }: StoredBlock): Promise<void> {
  for (const pack of await packs()) {
    const content = await readFile(pack);
    const at = content.indexOf(bytes);
    if (at < 0) continue;
    content.writeUInt8(content.readUInt8(at) ^ 1, at);
    await writeFile(pack, content);
  }
}

describe('what is put', () => {
  it('is read back byte for byte, small in packs and large in files', async () => {
    const blocks = [...blocksOf(5), aBlock(SMALL_BLOCK_BYTES), aBlock(SMALL_BLOCK_BYTES + 1), aBlock(MAX_BLOCK_BYTES)];
    await store.putMany(blocks);
    expect(digestsOf(await found(blocks))).toEqual(digestsOf(blocks));
    expect(await packs()).toHaveLength(1);
    expect((await readdir(join(folder, 'blocks'))).length).toBeGreaterThan(0);
  });

  it('is there after a restart, read from the index of each pack', async () => {
    const blocks = [...blocksOf(200, 10_000), aBlock(100_000)];
    await store.putMany(blocks);
    await reopen();
    expect(await packs()).toHaveLength(2);
    expect(digestsOf(await found(blocks))).toEqual(digestsOf(blocks));
  });

  it('is there after a power cut, when the pack has no index', async () => {
    const blocks = blocksOf(20);
    await store.putMany(blocks);
    await reopenWithoutClosing();
    expect(digestsOf(await found(blocks))).toEqual(digestsOf(blocks));
  });

  it('costs one pack for many callers at once', async () => {
    const blocks = blocksOf(50);
    await Promise.all(blocks.map((block) => store.putMany([block])));
    expect(await packs()).toHaveLength(1);
    expect(digestsOf(await found(blocks))).toEqual(digestsOf(blocks));
  });

  it('is kept once, however often it is put', async () => {
    const blocks = blocksOf(3);
    await store.putMany([...blocks, ...blocks]);
    const [before] = await Promise.all((await packs()).map((pack) => readFile(pack)));
    await store.putMany(blocks);
    const [after] = await Promise.all((await packs()).map((pack) => readFile(pack)));
    expect(after).toEqual(before);
  });

  it('is gone after removal, also after a restart', async () => {
    const [gone, kept] = [aBlock(), aBlock()];
    const large = aBlock(100_000);
    await store.putMany([gone, kept, large]);
    await store.remove(gone.digest);
    await store.remove(large.digest);
    await reopen();
    expect(digestsOf(await found([gone, kept, large]))).toEqual(digestsOf([kept]));
  });

  it('packs never exceed 1 MiB of entries', async () => {
    await store.putMany(blocksOf(100, 60_000));
    await store.close();
    const sizes = await Promise.all((await packs()).map(async (pack) => (await readFile(pack)).byteLength));
    // The index behind the entries has 41 bytes for each.
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1024 * 1024 + 100 * 41 + 20);
    store = await open();
  });
});

describe('a torn end of a pack', () => {
  it.each([1, 30, 37, 100])('of %i bytes costs nothing that was whole before it', async (bytes) => {
    const blocks = blocksOf(4);
    await store.putMany(blocks);
    await store.putMany([aBlock(60)]);
    const [pack = ''] = await packs();
    const { byteLength } = await readFile(pack);
    const torn = open();
    await torn.then((other) => other.close());
    await truncate(pack, byteLength - Math.min(bytes, 97));
    await reopenWithoutClosing();
    expect(digestsOf(await found(blocks))).toEqual(digestsOf(blocks));
  });

  it('is ignored when it is garbage', async () => {
    const blocks = blocksOf(4);
    await store.putMany(blocks);
    const [pack = ''] = await packs();
    await writeFile(pack, Buffer.concat([await readFile(pack), Buffer.alloc(50, 0xab)]));
    await reopenWithoutClosing();
    expect(digestsOf(await found(blocks))).toEqual(digestsOf(blocks));
    const more = aBlock();
    await store.putMany([more]);
    expect(digestsOf(await found([...blocks, more]))).toEqual(digestsOf([...blocks, more]));
  });
});

describe('[R-15] a bad block on disk', () => {
  const bad: [string, StoredBlock, (block: StoredBlock) => Promise<void>][] = [
    ['a changed byte in a pack', aBlock(), spoil],
    ['a pack cut to nothing', aBlock(), async () => truncate((await packs())[0] ?? '', 0)],
    ['a changed file', aBlock(100_000), (block) => writeFile(fileOf(block), aBlock(100_000).bytes)],
    ['an empty file', aBlock(100_000), (block) => writeFile(fileOf(block), '')],
    ['a file that is gone', aBlock(100_000), (block) => rm(fileOf(block))],
  ];

  it.each(bad)('%s is never handed out, is quarantined, and counts as absent', async (_name, block, damage) => {
    await store.putMany([block]);
    await damage(block);
    expect(await store.get(block.digest)).toBeUndefined();
    expect(store.has(block.digest)).toBe(false);
    expect(outcomes).toEqual([`quarantined ${block.digest}`]);
    expect([...store.waiting]).toEqual([block.digest]);
    expect(await readdir(join(folder, 'quarantine'))).toEqual([`${block.digest}.bad`]);
  });

  it.each(bad)('%s: a good copy restores it, also after a restart', async (_name, block, damage) => {
    await store.putMany([block]);
    await damage(block);
    await store.get(block.digest);
    await reopen();
    expect(store.has(block.digest)).toBe(false);
    await store.putMany([block]);
    expect(await store.get(block.digest)).toEqual(block.bytes);
    expect(outcomes).toEqual([`quarantined ${block.digest}`, `restored ${block.digest}`]);
    expect([...store.waiting]).toEqual([]);
  });

  it('is found by putting the block again', async () => {
    const block = aBlock();
    await store.putMany([block]);
    await spoil(block);
    await store.putMany([block]);
    expect(await store.get(block.digest)).toEqual(block.bytes);
    expect(outcomes).toEqual([`quarantined ${block.digest}`, `restored ${block.digest}`]);
  });

  it('does not take its neighbours with it', async () => {
    const blocks = blocksOf(10);
    const [first] = blocks;
    if (!first) throw new Error('no block');
    await store.putMany(blocks);
    await spoil(first);
    expect(digestsOf(await found(blocks))).toEqual(digestsOf(blocks.slice(1)));
  });

  it('is found although many read it at once, and reported once', async () => {
    const block = aBlock();
    await store.putMany([block]);
    await spoil(block);
    await Promise.all(Array.from({ length: 10 }, () => store.get(block.digest)));
    expect(outcomes).toEqual([`quarantined ${block.digest}`]);
  });
});

describe('[OBJ4] a block that may not be put', () => {
  it.each([
    ['does not match its digest', { ...aBlock(), bytes: new Uint8Array([1]) }, 'blocks.corrupt'],
    ['is empty', { ...aBlock(), bytes: new Uint8Array() }, 'blocks.corrupt'],
    ['is too large', aBlock(MAX_BLOCK_BYTES + 1), 'blocks.tooLarge'],
  ])('because it %s stores nothing of its call', async (_name, block, code) => {
    const good = aBlock();
    await expect(store.putMany([good, block])).rejects.toMatchObject({ code });
    expect(store.size).toBe(0);
    expect(await packs()).toEqual([]);
  });
});
