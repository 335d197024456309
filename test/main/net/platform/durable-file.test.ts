import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asDiskError, errorCodeOf, writeFileDurably } from '../../../../main/net/platform/durable-file.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wardkeep-durable-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a file written durably', () => {
  it('holds the new content, readable by its owner only', async () => {
    const path = join(folder, 'file');
    await writeFile(path, 'old and longer');
    await writeFileDurably(path, new TextEncoder().encode('new'));
    expect(await readFile(path, 'utf8')).toBe('new');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['file']);
  });

  it('that cannot take its place leaves the old one and nothing else', async () => {
    const path = join(folder, 'occupied');
    await mkdir(path);
    await expect(writeFileDurably(path, new Uint8Array([1]))).rejects.toThrow();
    expect(await readdir(folder)).toEqual(['occupied']);
  });
});

describe('an error of the disk', () => {
  it('is disk.full for no space and for no quota, and itself otherwise', () => {
    const withCode = (code: string) => Object.assign(new Error(code), { code });
    expect(asDiskError(withCode('ENOSPC'))).toMatchObject({ code: 'disk.full', details: { code: 'ENOSPC' } });
    expect(asDiskError(withCode('EDQUOT'))).toMatchObject({ code: 'disk.full', details: { code: 'EDQUOT' } });
    const other = withCode('EACCES');
    expect(asDiskError(other)).toBe(other);
    expect(errorCodeOf('no error')).toBe('');
  });
});
