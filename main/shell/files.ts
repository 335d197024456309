import { statSync } from 'node:fs';
import { basename, extname, isAbsolute } from 'node:path';
import { v7 } from 'uuid';
import type { FileTicket } from '../../preload/api/desktop.ts';
import { AppError } from '../../preload/api/errors.ts';
import { FileId } from '../../preload/api/ids.ts';
import { IMPORT_MAX_BYTES } from '../../preload/api/imports.ts';
import type { FileGrant } from '../links/vault-link.ts';

/** What a person may hand over; the vault looks at the content again. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.json': 'application/fhir+json',
};

/** The files of this session: the renderer knows their ids, only the shell and the vault know where they are. */
export interface FileDesk {
  /**
   * Takes in a file the person chose or dropped. Refuses with `files.gone`, `files.empty`, `files.unsupported`,
   * `files.tooLarge`.
   */
  accept(path: string): FileTicket;
  /** Every file that is named by a `fileId` anywhere in these arguments. Refuses with `files.gone`. */
  namedIn(args: unknown): FileGrant[];
  /** Forgets all of them. */
  clear(): void;
}

export function createFileDesk(): FileDesk {
  const granted = new Map<string, FileGrant>();

  function require(fileId: string): FileGrant {
    const grant = granted.get(fileId);
    if (!grant) throw new AppError('files.gone', 'This file was not chosen in this session', { details: { fileId } });
    return grant;
  }

  return {
    accept: (path) => {
      const { path: _, ...ticket } = remember(granted, inspect(path));
      return ticket;
    },
    namedIn: (args) => [...fileIdsIn(args)].map(require),
    clear: () => granted.clear(),
  };
}

function remember(granted: Map<string, FileGrant>, grant: FileGrant): FileGrant {
  granted.set(grant.fileId, grant);
  return grant;
}

function inspect(path: string): FileGrant {
  const name = basename(path);
  const extension = extname(name).toLowerCase();
  const mediaType = MEDIA_TYPES[extension];
  if (mediaType === undefined)
    throw new AppError('files.unsupported', 'Unsupported kind of file', { details: { extension } });
  const status = isAbsolute(path) ? statSync(path, { throwIfNoEntry: false }) : undefined;
  if (!status?.isFile()) throw new AppError('files.gone', 'There is no such file');
  if (status.size === 0) throw new AppError('files.empty', 'There is nothing in the file');
  if (status.size > IMPORT_MAX_BYTES) {
    throw new AppError('files.tooLarge', 'The file is too large', {
      details: { sizeBytes: status.size, maxBytes: IMPORT_MAX_BYTES },
    });
  }
  return { fileId: FileId.parse(v7()), path, name, sizeBytes: status.size, mediaType };
}

function fileIdsIn(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return found;
  for (const [key, child] of Object.entries(value)) {
    if (key === 'fileId' && typeof child === 'string') found.add(child);
    else fileIdsIn(child, found);
  }
  return found;
}
