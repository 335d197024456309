import { z } from 'zod';
import { method } from './define.ts';
import { FileId } from './ids.ts';
import { EVERYONE } from './roles.ts';

/** A file the person chose or dropped. The path stays in the shell. */
export const FileTicket = z.strictObject({
  fileId: FileId,
  name: z.string(),
  sizeBytes: z.int(),
  mediaType: z.string(),
});
export type FileTicket = z.infer<typeof FileTicket>;

export const FilePurpose = z.enum(['attachment', 'bundle']);
export type FilePurpose = z.infer<typeof FilePurpose>;

export const files = {
  /** Opens the system's file dialog; null when the person closed it. */
  choose: method({
    home: 'shell',
    roles: EVERYONE,
    args: z.strictObject({ purpose: FilePurpose }),
    result: FileTicket.nullable(),
  }),
  /** Called by the preload alone, with the path Electron gives for a file that was really dropped. */
  offer: method({
    home: 'shell',
    roles: EVERYONE,
    args: z.strictObject({ path: z.string().min(1).max(4096) }),
    result: FileTicket,
  }),
  /**
   * Opens the save dialog for a picture made on screen, such as a card; true once it is on the disk, false when the
   * person closed the dialog.
   */
  saveImage: method({
    home: 'shell',
    roles: EVERYONE,
    args: z.strictObject({ suggestedName: z.string().max(120), png: z.instanceof(Uint8Array) }),
    result: z.boolean(),
    maxBytes: 4 * 1024 * 1024,
  }),
  /**
   * Prints what the window's print style shows; false when the person cancelled. True says that the system took the
   * pages, not that they are on paper: a printer that jams or stands still tells nobody here.
   */
  print: method({ home: 'shell', roles: EVERYONE, args: z.strictObject({}), result: z.boolean() }),
};

export const Preferences = z.strictObject({
  theme: z.enum(['light', 'dark', 'system']),
  language: z.enum(['en', 'es']),
});
export type Preferences = z.infer<typeof Preferences>;

export const preferences = {
  get: method({ home: 'shell', roles: null, args: z.strictObject({}), result: Preferences }),
  set: method({ home: 'shell', roles: null, args: Preferences.partial(), result: Preferences }),
};
