import type { Contract, DomainName, DroppedFile, EventName, EventPayload } from '../../preload/api/contract.ts';
import type { ArgsOf, Envelope, ResultOf } from '../../preload/api/define.ts';
import type { FileTicket } from '../../preload/api/desktop.ts';
import { AppError } from '../../preload/api/errors.ts';

/** Full name of a method of the contract, such as `patients.search`. */
export type MethodName = {
  [D in DomainName]: `${D}.${keyof Contract[D] & string}`;
}[DomainName];

/** Every method a screen may call; `files.offer` takes a dropped file instead of arguments, see `offerFile`. */
export type CallName = Exclude<MethodName, 'files.offer'>;

type MethodOf<N extends MethodName> = N extends `${infer D extends DomainName}.${infer M}`
  ? M extends keyof Contract[D]
    ? Contract[D][M]
    : never
  : never;

export type Args<N extends MethodName> = ArgsOf<MethodOf<N>>;
export type Result<N extends MethodName> = ResultOf<MethodOf<N>>;

type AnyMethod = (args: unknown) => Promise<Envelope<unknown>>;

/** Calls a method of the contract. Answers with its value or throws the `AppError` of its refusal. */
export async function call<N extends CallName>(name: N, args: Args<N>): Promise<Result<N>> {
  const [domain, method] = name.split('.') as [DomainName, string]; // Safe: `CallName` is built as `domain.method`.
  // Safe: the preload derives this object from the contract, so the member exists and answers what the contract says.
  const methods = window.wardkeep[domain] as unknown as Readonly<Record<string, AnyMethod>>;
  const send = methods[method];
  if (!send) throw new AppError('internal.bug', 'The preload lacks a method of the contract', { details: { name } });
  return unwrap((await send(args)) as Envelope<Result<N>>); // Safe: see above.
}

/** Hands over a file the person dropped on the window. */
export async function offerFile(file: DroppedFile): Promise<FileTicket> {
  return unwrap(await window.wardkeep.files.offer(file));
}

/** Listens to an event of the contract; returns the function that stops listening. */
export function listen<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void {
  return window.wardkeep.on(name, listener);
}

function unwrap<T>(envelope: Envelope<T>): T {
  if (envelope.ok) return envelope.value;
  throw AppError.from(envelope.error);
}

/** The `AppError` in a thrown value; anything else is a bug of this program and says nothing of its content. */
export function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const name = error instanceof Error ? error.name : typeof error;
  return new AppError('internal.bug', 'Unexpected error', { cause: error, details: { name } });
}
