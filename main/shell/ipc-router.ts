import type { Contract } from '../../preload/api/contract.ts';
import { methodNamed } from '../../preload/api/contract.ts';
import type { Envelope, Method, ParsedArgsOf, ResultOf } from '../../preload/api/define.ts';
import { AppError, toErrorView } from '../../preload/api/errors.ts';
import type { SessionUser } from '../../preload/api/session.ts';
import type { FileGrant } from '../links/vault-link.ts';
import { sizeRefusal } from './argument-size.ts';

type HandlersOf<D> = {
  readonly [M in keyof D]: (args: ParsedArgsOf<D[M]>) => Promise<ResultOf<D[M]>> | ResultOf<D[M]>;
};

/** The methods of the contract that the shell answers itself. */
export type ShellHandlers = { readonly [D in 'session' | 'setup' | 'files' | 'preferences']: HandlersOf<Contract[D]> };

export interface RouterParts {
  readonly handlers: ShellHandlers;
  readonly user: () => SessionUser | null;
  readonly callVault: (method: string, args: unknown, files: FileGrant[]) => Promise<Envelope<unknown>>;
  /** The files that the arguments name. Refuses with `files.gone`. */
  readonly filesNamedIn: (args: unknown) => FileGrant[];
  readonly onBug: (error: unknown) => void;
}

/** Answers one call of the contract. @param isTrusted whether the top frame of our own window asked. */
export type Router = (method: string, isTrusted: boolean, args: readonly unknown[]) => Promise<Envelope<unknown>>;

/**
 * The gate between the screens and everything else: sender, size, shape, session, in this order, then the call. Every
 * answer is an envelope; a refusal has a code, a bug has nothing of its message.
 */
export function createRouter(parts: RouterParts): Router {
  async function answer(name: string, isTrusted: boolean, sent: readonly unknown[]): Promise<Envelope<unknown>> {
    if (!isTrusted) throw new AppError('ipc.wrongSender', 'Not a frame of the application');
    const method = methodNamed(name);
    if (!method) throw new AppError('ipc.badArguments', 'Unknown method', { details: { method: name } });
    const args = parseArguments(name, method, sent);
    requireSession(method, parts.user());
    if (method.home === 'vault') return parts.callVault(name, args, parts.filesNamedIn(args));
    const value = await handlerOf(parts.handlers, name)(args);
    if (value === undefined) throw new Error(`${name} answered nothing`);
    return { ok: true, value };
  }

  return async (name, isTrusted, sent) => {
    try {
      return await answer(name, isTrusted, sent);
    } catch (error) {
      if (!(error instanceof AppError)) parts.onBug(error);
      return { ok: false, error: toErrorView(error) };
    }
  };
}

function parseArguments(name: string, method: Method, sent: readonly unknown[]): unknown {
  const details = { method: name, maxBytes: method.maxBytes };
  const refusal = sent.length === 1 ? sizeRefusal(sent[0], method.maxBytes) : 'notPlain';
  if (refusal === 'tooLarge') throw new AppError('ipc.tooLarge', 'The arguments are too large', { details });
  const parsed = refusal === null ? method.args.safeParse(sent[0]) : undefined;
  if (parsed?.success) return parsed.data;
  const issue = parsed?.error.issues[0];
  throw new AppError('ipc.badArguments', 'The arguments do not fit the contract', {
    details: { method: name, path: issue?.path.join('.') ?? '', issue: issue?.code ?? 'not_plain' },
  });
}

/** The vault authorises again: this check spares it the calls of a screen that has not noticed the lock. */
function requireSession(method: Method, user: SessionUser | null): void {
  if (method.roles === null) return;
  if (user === null) throw new AppError('session.locked', 'Nobody is signed in');
  if (!method.roles.includes(user.role)) {
    throw new AppError('session.forbidden', 'This role may not do that', { details: { role: user.role } });
  }
}

function handlerOf(handlers: ShellHandlers, name: string): (args: unknown) => unknown {
  const [domain = '', method = ''] = name.split('.');
  const methods = Object.entries(handlers).find(([key]) => key === domain)?.[1];
  const handler = Object.entries(methods ?? {}).find(([key]) => key === method)?.[1];
  if (!handler) throw new Error(`The shell has no handler for ${name}`);
  // Safe: the arguments were parsed with the schema that the handler's type is derived from.
  return handler as (args: unknown) => unknown;
}
