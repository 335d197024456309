import { z } from 'zod';
import { ErrorView } from '../../preload/api/error-view.ts';
import { FileId } from '../../preload/api/ids.ts';
import { SessionUser } from '../../preload/api/session.ts';
import { linkMethod } from './link.ts';
import { NetworkPolicy } from './policy.ts';

/** A file the person chose, with the path the shell kept back from the renderer. */
export const FileGrant = z.strictObject({
  fileId: FileId,
  path: z.string(),
  name: z.string(),
  sizeBytes: z.int(),
  mediaType: z.string(),
});
export type FileGrant = z.infer<typeof FileGrant>;

/** Served by the vault process, called by the shell. */
export const vaultLink = {
  methods: {
    /** Opens the database with the key this passphrase unwraps. Refuses with `session.wrongPassphrase`, `store.*`. */
    unlock: linkMethod({
      args: z.strictObject({
        profile: z.string(),
        policy: NetworkPolicy,
        login: z.string(),
        passphrase: z.string(),
        /** 32 bytes kept by the operating system's key store, null where it offers no protection. */
        deviceSecret: z.instanceof(Uint8Array).nullable(),
        /** Path of the SQLite binding for an older Electron, null for the package's own. */
        nativeBinding: z.string().nullable(),
      }),
      result: SessionUser,
      deadlineMs: 60_000,
    }),
    /** A method of the renderer's contract whose home is the vault. Parsed and authorised again here. */
    call: linkMethod({
      args: z.strictObject({ method: z.string(), args: z.unknown(), files: z.array(FileGrant) }),
      result: z.discriminatedUnion('ok', [
        z.strictObject({ ok: z.literal(true), value: z.unknown() }),
        z.strictObject({ ok: z.literal(false), error: ErrorView }),
      ]),
      deadlineMs: 120_000,
    }),
    /** Writes the `locked` audit entry and closes the database; the shell kills the process afterwards. */
    close: linkMethod({ args: z.strictObject({}), result: z.null(), deadlineMs: 3_000 }),
  },
  events: {
    /** An event of the renderer's contract, passed on as it is. */
    emitted: z.strictObject({ event: z.string(), payload: z.unknown() }),
  },
} as const;

/** First message to the vault and net processes, with the ports of their links transferred. */
export const Hello = z.discriminatedUnion('kind', [
  /** ports[0]: this process serves its link to the shell. */
  z.strictObject({ kind: z.literal('shell') }),
  /** ports[0]: vault calls net, net serves vault. */
  z.strictObject({ kind: z.literal('peer') }),
]);
