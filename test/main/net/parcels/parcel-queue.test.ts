import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ParcelQueue } from '../../../../main/net/parcels/parcel-queue.ts';

const Job = z.strictObject({ text: z.string() });
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wardkeep-parcels-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const open = () => ParcelQueue.open(folder, Job);
const jobs = (...ids: string[]) => ids.map((id) => ({ id, job: { text: id } }));

describe('[SYN9] the queue of parcels', () => {
  it('keeps its order over restarts, whatever the ids', async () => {
    await (await open()).add(jobs('z', 'a'));
    const queue = await open();
    await queue.add(jobs('m'));
    expect((await open()).values()).toEqual([{ text: 'z' }, { text: 'a' }, { text: 'm' }]);
  });

  it('leaves nothing half written once it is idle', async () => {
    const queue = await open();
    const added = queue.add(jobs('a', 'b'));
    await queue.idle();
    expect((await readdir(folder)).sort()).toEqual(['0000000001-a.json', '0000000002-b.json']);
    await added;
  });

  it('keeps the first job of an id', async () => {
    const queue = await open();
    await queue.add([{ id: 'a', job: { text: 'first' } }]);
    await queue.add([{ id: 'a', job: { text: 'second' } }]);
    expect((await open()).values()).toEqual([{ text: 'first' }]);
  });

  it('keeps one file for an id that is added twice at the same time', async () => {
    const queue = await open();
    await Promise.all([queue.add(jobs('a', 'b')), queue.add(jobs('b', 'a', 'c'))]);
    expect((await readdir(folder)).sort()).toEqual(['0000000001-a.json', '0000000002-b.json', '0000000003-c.json']);
  });

  it('remembers a change in its old place, and forgets what was removed', async () => {
    const queue = await open();
    await queue.add(jobs('a', 'b', 'c'));
    await queue.update('a', { text: 'changed' });
    await queue.update('unknown', { text: 'nothing' });
    await queue.remove(['b', 'unknown']);
    expect((await open()).values()).toEqual([{ text: 'changed' }, { text: 'c' }]);
    expect((await open()).get('a')).toEqual({ text: 'changed' });
  });

  it('puts a damaged file aside and goes on without it', async () => {
    await (await open()).add(jobs('a', 'b'));
    const [first = ''] = (await readdir(folder)).sort();
    await writeFile(join(folder, first), '{"text":');
    expect((await open()).values()).toEqual([{ text: 'b' }]);
    expect(await readFile(join(folder, `${first}.damaged`), 'utf8')).toBe('{"text":');
    expect((await open()).values()).toEqual([{ text: 'b' }]);
  });

  it('clears away what a power cut left half written', async () => {
    await (await open()).add(jobs('a'));
    await writeFile(join(folder, '0000000002-b.json.123.unfinished'), '{');
    expect((await open()).values()).toEqual([{ text: 'a' }]);
    expect(await readdir(folder)).toEqual(['0000000001-a.json']);
  });
});
