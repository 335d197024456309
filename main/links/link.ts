import { z } from 'zod';
import { ErrorView } from '../../preload/api/error-view.ts';
import { AppError, toErrorView } from '../../preload/api/errors.ts';
import type { LinkPort } from './port.ts';

/**
 * A typed conversation over one message port. One side serves methods and emits events, the other calls and
 * listens; both parse what arrives. Every call has a deadline and settles with a value or a typed error.
 */
export interface LinkMethod<Args extends z.ZodType = z.ZodType, Result extends z.ZodType = z.ZodType> {
  readonly args: Args;
  readonly result: Result;
  /** Milliseconds after which the caller gives up with `ipc.deadline`. */
  readonly deadlineMs: number;
}

export interface LinkContract {
  readonly methods: Readonly<Record<string, LinkMethod>>;
  readonly events: Readonly<Record<string, z.ZodType>>;
}

export function linkMethod<Args extends z.ZodType, Result extends z.ZodType>(
  description: LinkMethod<Args, Result>,
): LinkMethod<Args, Result> {
  return description;
}

type CallArgs<M> = M extends LinkMethod<infer Args, z.ZodType> ? z.input<Args> : never;
type ServedArgs<M> = M extends LinkMethod<infer Args, z.ZodType> ? z.output<Args> : never;
type CallResult<M> = M extends LinkMethod<z.ZodType, infer Result> ? z.output<Result> : never;
type ServedResult<M> = M extends LinkMethod<z.ZodType, infer Result> ? z.input<Result> : never;

export type LinkHandlers<C extends LinkContract> = {
  readonly [M in keyof C['methods']]: (
    args: ServedArgs<C['methods'][M]>,
  ) => Promise<ServedResult<C['methods'][M]>> | ServedResult<C['methods'][M]>;
};

export type LinkClient<C extends LinkContract> = {
  readonly [M in keyof C['methods']]: (args: CallArgs<C['methods'][M]>) => Promise<CallResult<C['methods'][M]>>;
};

export type LinkEmit<C extends LinkContract> = <E extends keyof C['events'] & string>(
  event: E,
  payload: z.input<C['events'][E]>,
) => void;

/** One event of a contract, as a value that can be handed on. */
export type LinkEvent<C extends LinkContract> = {
  [E in keyof C['events'] & string]: { readonly event: E; readonly payload: z.input<C['events'][E]> };
}[keyof C['events'] & string];

const Message = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('call'), id: z.int(), method: z.string(), args: z.unknown() }),
  z.strictObject({ kind: z.literal('value'), id: z.int(), value: z.unknown() }),
  z.strictObject({ kind: z.literal('error'), id: z.int(), error: ErrorView }),
  z.strictObject({ kind: z.literal('event'), event: z.string(), payload: z.unknown() }),
]);

/** Answers calls on `port`. A thrown `AppError` keeps its code; anything else is reported as a bug and passed to `onBug`. */
export function serve<C extends LinkContract>(
  contract: C,
  port: LinkPort,
  handlers: LinkHandlers<C>,
  onBug: (error: unknown) => void,
): LinkEmit<C> {
  port.onMessage((raw) => {
    const parsed = Message.safeParse(raw);
    if (!parsed.success || parsed.data.kind !== 'call') return;
    const { id, method, args } = parsed.data;
    answer(method, args).then(
      (value) => port.post({ kind: 'value', id, value }),
      (error: unknown) => {
        if (!(error instanceof AppError)) onBug(error);
        port.post({ kind: 'error', id, error: toErrorView(error) });
      },
    );
  });

  async function answer(name: string, args: unknown): Promise<unknown> {
    const description = Object.hasOwn(contract.methods, name) ? contract.methods[name] : undefined;
    const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined;
    if (!description || !handler) throw new AppError('ipc.badArguments', 'Unknown method', { details: { name } });
    const parsedArgs = description.args.safeParse(args);
    if (!parsedArgs.success) throw badArguments(name, parsedArgs.error);
    // Safe: the handler table is typed by the same contract the arguments were just parsed with.
    return await handler(parsedArgs.data as never);
  }

  return (event, payload) => port.post({ kind: 'event', event, payload });
}

export interface LinkConnection<C extends LinkContract> {
  readonly call: LinkClient<C>;
  /** Returns the function that ends the subscription. */
  on<E extends keyof C['events'] & string>(event: E, listener: (payload: z.output<C['events'][E]>) => void): () => void;
  close(): void;
}

interface Pending {
  resolve(value: unknown): void;
  reject(error: AppError): void;
  result: z.ZodType;
  timer: ReturnType<typeof setTimeout>;
}

/** The calling side. When the port closes, everything still open rejects with `ipc.linkClosed`. */
export function connect<C extends LinkContract>(contract: C, port: LinkPort): LinkConnection<C> {
  const pending = new Map<number, Pending>();
  const listeners = new Map<string, Set<(payload: never) => void>>();
  let nextId = 1;
  let closed = false;

  port.onMessage((raw) => {
    const parsed = Message.safeParse(raw);
    if (!parsed.success) return;
    const message = parsed.data;
    if (message.kind === 'event') return dispatch(message.event, message.payload);
    if (message.kind === 'call') return;
    const waiting = pending.get(message.id);
    if (!waiting) return;
    pending.delete(message.id);
    clearTimeout(waiting.timer);
    if (message.kind === 'error') return waiting.reject(AppError.from(message.error));
    const value = waiting.result.safeParse(message.value);
    if (value.success) waiting.resolve(value.data);
    else waiting.reject(badArguments('result', value.error));
  });

  port.onClose(() => {
    closed = true;
    for (const waiting of pending.values()) {
      clearTimeout(waiting.timer);
      waiting.reject(new AppError('ipc.linkClosed', 'The other process ended'));
    }
    pending.clear();
  });

  function dispatch(event: string, payload: unknown): void {
    const schema = Object.hasOwn(contract.events, event) ? contract.events[event] : undefined;
    const parsed = schema?.safeParse(payload);
    if (!parsed?.success) return;
    // Safe: listeners are registered under the same event name whose schema has just parsed the payload.
    for (const listener of listeners.get(event) ?? []) listener(parsed.data as never);
  }

  function send(name: string, description: LinkMethod, args: unknown): Promise<unknown> {
    if (closed) return Promise.reject(new AppError('ipc.linkClosed', 'The other process ended'));
    const id = nextId++;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        pending.delete(id);
        reject(new AppError('ipc.deadline', 'No answer in time', { details: { method: name } }));
      }, description.deadlineMs);
      pending.set(id, { resolve, reject, result: description.result, timer });
      port.post({ kind: 'call', id, method: name, args });
    });
  }

  const call = Object.fromEntries(
    Object.entries(contract.methods).map(([name, description]) => [
      name,
      (args: unknown) => send(name, description, args),
    ]),
  );
  return {
    // Safe: one function per method of the contract was built in the line above.
    call: call as LinkClient<C>,
    on: (event, listener) => {
      const set = listeners.get(event) ?? new Set();
      set.add(listener);
      listeners.set(event, set);
      return () => set.delete(listener);
    },
    close: () => port.close(),
  };
}

function badArguments(name: string, error: z.ZodError): AppError {
  const issue = error.issues[0];
  return new AppError('ipc.badArguments', 'Arguments do not fit the contract', {
    details: { name, path: issue?.path.join('.') ?? '', issue: issue?.code ?? '' },
  });
}
