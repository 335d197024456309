import { z } from 'zod';
import { audit } from './audit.ts';
import { consent } from './consent.ts';
import type { ArgsOf, Envelope, Method, ResultOf } from './define.ts';
import { files, preferences } from './desktop.ts';
import { drafts } from './drafts.ts';
import { ImportProgress, imports } from './imports.ts';
import { patients } from './patients.ts';
import { records } from './records.ts';
import { SessionStatus, session, setup } from './session.ts';
import { SyncStatus, sync } from './sync.ts';

/** Everything a screen may ask for. Router, preload and client are derived from this one object. */
export const contract = {
  session,
  setup,
  patients,
  records,
  drafts,
  consent,
  sync,
  audit,
  imports,
  files,
  preferences,
};
export type Contract = typeof contract;
export type DomainName = keyof Contract;

/** Everything a screen may be told. */
export const events = {
  /** Signed in, locked, or the vault ended. */
  'session.changed': SessionStatus,
  /** Auto-lock is near; null when the person came back. */
  'session.locking': z.strictObject({ secondsLeft: z.int().nullable() }),
  'sync.changed': SyncStatus,
  /** Something on screen may be out of date: reload what belongs to these topics. */
  'data.changed': z.strictObject({ topics: z.array(z.enum(['patients', 'records', 'consent', 'audit', 'drafts'])) }),
  'imports.progress': ImportProgress,
  /** A file was opened by the operating system or a menu entry was chosen. */
  'menu.chosen': z.strictObject({ item: z.enum(['register', 'search', 'import', 'shortcuts']) }),
};
export type Events = typeof events;
export type EventName = keyof Events;
export type EventPayload<N extends EventName> = z.output<Events[N]>;

/** `patients.search` and so on, in a fixed order. */
export function methodNames(): string[] {
  return Object.entries(contract).flatMap(([domain, methods]) =>
    Object.keys(methods).map((name) => `${domain}.${name}`),
  );
}

/** The description of a method by its full name, or undefined for a name the contract does not have. */
export function methodNamed(name: string): Method | undefined {
  const [domain, method, ...rest] = name.split('.');
  if (rest.length > 0) return undefined;
  const methods = Object.entries(contract).find(([key]) => key === domain)?.[1];
  return Object.entries(methods ?? {}).find(([key]) => key === method)?.[1];
}

type Client<D> = {
  readonly [M in keyof D]: (args: ArgsOf<D[M]>) => Promise<Envelope<ResultOf<D[M]>>>;
};

/** The part of the browser's `File` named here, because this folder runs where there is no DOM. */
export interface DroppedFile {
  readonly name: string;
  readonly size: number;
}

/** What `window.wardkeep` is. `files.offer` is left out: only the preload may name a path. */
export type WardkeepApi = {
  readonly [D in Exclude<DomainName, 'files'>]: Client<Contract[D]>;
} & {
  readonly files: Omit<Client<Contract['files']>, 'offer'> & {
    /** Hands over a file the person dropped on the window. */
    readonly offer: (file: DroppedFile) => Promise<Envelope<ResultOf<Contract['files']['offer']>>>;
  };
  /** Returns the function that ends the subscription. */
  readonly on: <N extends EventName>(event: N, listener: (payload: EventPayload<N>) => void) => () => void;
};
