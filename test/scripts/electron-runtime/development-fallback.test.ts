import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cachedDirectory } from '../../../scripts/electron-runtime/cache.ts';
import { requireIntegrity } from '../../../scripts/electron-runtime/development-fallback.ts';
import { unzip } from '../../../scripts/electron-runtime/unzip.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wardkeep-fallback-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

describe('the pinned package', () => {
  const integrity = 'sha512-3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw==';

  it('is accepted when its bytes are the pinned ones', async () => {
    writeFileSync(join(folder, 'package.tgz'), 'abc');
    await expect(requireIntegrity(join(folder, 'package.tgz'), integrity)).resolves.toBeUndefined();
  });

  it('is refused when one byte differs', async () => {
    writeFileSync(join(folder, 'package.tgz'), 'abd');
    await expect(requireIntegrity(join(folder, 'package.tgz'), integrity)).rejects.toThrow(
      'not the file that was pinned',
    );
  });
});

describe('unzip', () => {
  it('unpacks stored, deflated and empty files under the names asked for', async () => {
    const archive = join(folder, 'a.zip');
    writeFileSync(
      archive,
      aZip({ 'in/plain.txt': 'plain', 'in/left-out.txt': 'no', 'in/empty.txt': '', 'in/x': 'y'.repeat(5000) }),
    );
    await unzip(archive, join(folder, 'out'), (name) => (name.includes('left-out') ? null : name.slice(3)));
    expect(readdirSync(join(folder, 'out')).sort()).toEqual(['empty.txt', 'plain.txt', 'x']);
    expect(readFileSync(join(folder, 'out', 'plain.txt'), 'utf8')).toBe('plain');
    expect(readFileSync(join(folder, 'out', 'x'), 'utf8')).toBe('y'.repeat(5000));
  });

  it('refuses a name that leads out of the folder', async () => {
    const archive = join(folder, 'a.zip');
    writeFileSync(archive, aZip({ '../outside.txt': 'gotcha' }));
    await expect(unzip(archive, join(folder, 'out'), (name) => name)).rejects.toThrow('a path that leaves it');
    expect(readdirSync(folder)).toEqual(['a.zip']);
  });

  it('refuses a file that is cut short', async () => {
    const archive = join(folder, 'a.zip');
    writeFileSync(archive, aZip({ 'in/plain.txt': 'plain' }).subarray(0, 60));
    await expect(unzip(archive, join(folder, 'out'), (name) => name)).rejects.toThrow('not a zip archive');
  });
});

describe('cachedDirectory', () => {
  it('builds once and gives the finished directory to whoever asks', async () => {
    vi.stubEnv('XDG_CACHE_HOME', folder);
    const build = vi.fn(async (directory: string) => writeFileSync(join(directory, 'made'), 'yes'));
    const found = await cachedDirectory('thing-1', build);
    expect(await cachedDirectory('thing-1', build)).toBe(found);
    expect(build).toHaveBeenCalledTimes(1);
    expect(readdirSync(found)).toEqual(['made']);
  });

  it('leaves nothing behind when building fails', async () => {
    vi.stubEnv('XDG_CACHE_HOME', folder);
    await expect(cachedDirectory('thing-1', () => Promise.reject(new Error('disk full')))).rejects.toThrow('disk full');
    expect(readdirSync(join(folder, 'wardkeep'))).toEqual([]);
  });

  it('gives two builders at once the same finished directory', async () => {
    vi.stubEnv('XDG_CACHE_HOME', folder);
    const build = async (directory: string) => writeFileSync(join(directory, 'made'), 'yes');
    const [one, two] = await Promise.all([cachedDirectory('thing-1', build), cachedDirectory('thing-1', build)]);
    expect(one).toBe(two);
    expect(readdirSync(join(folder, 'wardkeep'))).toEqual(['thing-1']);
  });
});

/** A zip archive of these files; every second one is deflated. */
function aZip(files: Record<string, string>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [index, [name, text]] of Object.entries(files).entries()) {
    const method = index % 2 === 0 && text !== '' ? 8 : 0;
    const body = method === 8 ? deflateRawSync(text) : Buffer.from(text);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(method, 8);
    local.writeUInt16LE(name.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(method, 10);
    central.writeUInt32LE(body.length, 20);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE(offset, 42);
    parts.push(local, Buffer.from(name), body);
    directory.push(central, Buffer.from(name));
    offset += local.length + name.length + body.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}
