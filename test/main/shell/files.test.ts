import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileDesk } from '../../../main/shell/files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wardkeep-files-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function aFile(name: string, content = 'content'): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('the file desk', () => {
  it('gives a ticket without the path, and the path only for the id in it', () => {
    const desk = createFileDesk();
    const path = aFile('Referral.PDF');
    const ticket = desk.accept(path);
    expect(ticket).toEqual({ fileId: ticket.fileId, name: 'Referral.PDF', sizeBytes: 7, mediaType: 'application/pdf' });
    expect(desk.namedIn({ entry: { type: 'DocumentReference', fileId: ticket.fileId } })).toEqual([
      { ...ticket, path },
    ]);
  });

  it('finds every named file once, wherever it is named', () => {
    const desk = createFileDesk();
    const one = desk.accept(aFile('one.png'));
    const two = desk.accept(aFile('two.json'));
    const args = { fileId: one.fileId, list: [{ fileId: two.fileId }, { fileId: one.fileId }], text: one.fileId };
    expect(desk.namedIn(args).map((grant) => grant.name)).toEqual(['one.png', 'two.json']);
    expect(desk.namedIn({ entry: { fileId: null } })).toEqual([]);
  });

  it('refuses an id it did not give, also one of an earlier session', () => {
    const desk = createFileDesk();
    const ticket = desk.accept(aFile('one.png'));
    desk.clear();
    expect(() => desk.namedIn({ fileId: ticket.fileId })).toThrow(expect.objectContaining({ code: 'files.gone' }));
    expect(() => desk.namedIn({ fileId: '/etc/passwd' })).toThrow(expect.objectContaining({ code: 'files.gone' }));
  });

  it('refuses a file with nothing in it, as a scan that failed leaves it', () => {
    const desk = createFileDesk();
    for (const name of ['empty.pdf', 'empty.json'])
      expect(() => desk.accept(aFile(name, ''))).toThrow(expect.objectContaining({ code: 'files.empty' }));
  });

  it('refuses other kinds of files, folders, what is not there, and what is too large', () => {
    const desk = createFileDesk();
    const large = aFile('large.json');
    truncateSync(large, 50_000_001);
    mkdirSync(join(folder, 'folder.pdf'));
    const refusals = [
      aFile('script.html'),
      join(folder, 'folder.pdf'),
      join(folder, 'absent.pdf'),
      'relative.pdf',
      large,
    ];
    const codes = refusals.map((path) => {
      try {
        return desk.accept(path);
      } catch (error) {
        return error;
      }
    });
    expect(codes).toEqual(
      ['files.unsupported', 'files.gone', 'files.gone', 'files.gone', 'files.tooLarge'].map((code) =>
        expect.objectContaining({ code }),
      ),
    );
  });
});
