import type { z } from 'zod';
import { methodNamed } from '../../../preload/api/contract.ts';
import type { Envelope, Method } from '../../../preload/api/define.ts';
import { AppError, toErrorView } from '../../../preload/api/errors.ts';
import type { FileGrant } from '../../links/vault-link.ts';
import type { VaultContext } from './context.ts';
import { serviceNamed } from './handlers.ts';

export interface Call {
  /** Full name, such as `patients.register`. */
  readonly method: string;
  readonly args: unknown;
  readonly files: readonly FileGrant[];
}

/**
 * One call of a screen: known method → parsed arguments → role → service → parsed result. The result is parsed as
 * well, so that nothing leaves the vault that the contract does not name (A2).
 */
export async function callService(
  context: VaultContext,
  { method, args, files }: Call,
  onBug: (error: unknown) => void,
): Promise<Envelope<unknown>> {
  try {
    const description = vaultMethod(method);
    const parsed = parseArguments(description, method, args);
    authorise(description, context);
    const ofThisCall = { ...context, files: new Map(files.map((file) => [file.fileId, file])) };
    const value = await serviceNamed(method)(ofThisCall, parsed);
    return { ok: true, value: description.result.parse(value) };
  } catch (error) {
    if (!(error instanceof AppError)) onBug(error);
    return { ok: false, error: toErrorView(error) };
  }
}

function vaultMethod(name: string): Method {
  const description = methodNamed(name);
  if (description?.home === 'vault') return description;
  throw new AppError('ipc.badArguments', 'Unknown method', { details: { name } });
}

function parseArguments(description: Method, name: string, args: unknown): z.output<Method['args']> {
  const parsed = description.args.safeParse(args);
  if (parsed.success) return parsed.data;
  const path = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new AppError('ipc.badArguments', 'Arguments do not fit the contract', { details: { name, path } });
}

function authorise({ roles }: Method, { user }: VaultContext): void {
  if (roles === null || roles.includes(user.role)) return;
  throw new AppError('session.forbidden', 'This role may not do this', { details: { role: user.role } });
}
