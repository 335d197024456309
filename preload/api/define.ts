import type { z } from 'zod';
import type { ErrorView } from './errors.ts';
import type { Role } from './roles.ts';

/** Which process answers: the shell (windows, files, session) or the vault (everything behind the keys). */
export type Home = 'shell' | 'vault';

export interface Method<Args extends z.ZodType = z.ZodType, Result extends z.ZodType = z.ZodType> {
  readonly home: Home;
  /** Roles that may call it; `null` means before anybody has signed in. */
  readonly roles: readonly Role[] | null;
  /** A strict schema: a key it does not name is refused. */
  readonly args: Args;
  readonly result: Result;
  /** Largest size of the arguments in bytes, counted as UTF-8 text and typed-array bytes. */
  readonly maxBytes: number;
}

const DEFAULT_MAX_BYTES = 256 * 1024;

export function method<Args extends z.ZodType, Result extends z.ZodType>(description: {
  home?: Home;
  roles: readonly Role[] | null;
  args: Args;
  result: Result;
  maxBytes?: number;
}): Method<Args, Result> {
  return { home: 'vault', maxBytes: DEFAULT_MAX_BYTES, ...description };
}

export type Domain = Readonly<Record<string, Method>>;

export type ArgsOf<M> = M extends Method<infer Args, z.ZodType> ? z.input<Args> : never;
export type ParsedArgsOf<M> = M extends Method<infer Args, z.ZodType> ? z.output<Args> : never;
export type ResultOf<M> = M extends Method<z.ZodType, infer Result> ? z.output<Result> : never;

/** Every answer to the renderer, for success and refusal alike. */
export type Envelope<T> = { ok: true; value: T } | { ok: false; error: ErrorView };
