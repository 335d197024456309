import { z } from 'zod';
import { AppError } from '../../../preload/api/errors.ts';
import { DeadlineError, withDeadline } from '../platform/deadline.ts';

/** One question to a node, with the shape its answer must have. */
export interface RpcCall<T> {
  readonly method: string;
  readonly params: readonly unknown[];
  readonly result: z.ZodType<T>;
}

/** The node understood and said no. */
export interface RpcRefusal {
  readonly code: number;
  readonly message: string;
  /** What a reverted call returned, 0x-prefixed hex. */
  readonly data: string | null;
}

export type RpcAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: RpcRefusal };

type Answers<Calls extends readonly RpcCall<unknown>[]> = {
  [K in keyof Calls]: Calls[K] extends RpcCall<infer T> ? RpcAnswer<T> : never;
};
type Values<Calls extends readonly RpcCall<unknown>[]> = {
  [K in keyof Calls]: Calls[K] extends RpcCall<infer T> ? T : never;
};

const Response = z.object({
  id: z.int(),
  result: z.unknown().optional(),
  error: z.object({ code: z.int(), message: z.string(), data: z.unknown().optional() }).optional(),
});
type Response = z.infer<typeof Response>;

export interface RpcOptions {
  /** For one request, from asking to the last byte. */
  readonly deadlineMs: number;
  readonly maxResponseBytes: number;
}

/** A look at the chain asks up to three times in a row and has to fit into the deadline of a poke. */
const DEFAULTS: RpcOptions = { deadlineMs: 6_000, maxResponseBytes: 64 * 1024 * 1024 };

/**
 * JSON-RPC to one node over HTTP. Every question settles: with an answer of the right shape, or with
 * `chain.unreachable` (nothing usable came back in time) or `chain.malformedResponse` (it answered something else).
 */
export class Rpc {
  readonly #url: string;
  readonly #options: RpcOptions;

  constructor(url: string, options: Partial<RpcOptions> = {}) {
    this.#url = url;
    this.#options = { ...DEFAULTS, ...options };
  }

  async ask<T>(call: RpcCall<T>): Promise<RpcAnswer<T>> {
    const [answer] = await this.askAll([call]);
    return answer;
  }

  /** Several questions in one request. */
  async askAll<const Calls extends readonly RpcCall<unknown>[]>(calls: Calls): Promise<Answers<Calls>> {
    const requests = calls.map(({ method, params }, id) => ({ jsonrpc: '2.0', id, method, params }));
    const responses = new Map((await this.#post(requests)).map((response) => [response.id, response]));
    // Safe: one answer per call, in their order, each parsed with the schema of its call.
    return calls.map((call, id) => answerTo(call, responses.get(id))) as Answers<Calls>;
  }

  /** Like `ask`, with a refusal as `chain.refused`. */
  async call<T>(call: RpcCall<T>): Promise<T> {
    return requireValue(call, await this.ask(call));
  }

  /** Like `askAll`, with the first refusal as `chain.refused`. */
  async callAll<const Calls extends readonly RpcCall<unknown>[]>(calls: Calls): Promise<Values<Calls>> {
    const answers = await this.askAll(calls);
    // Safe: as in `askAll`.
    return calls.map((call, i) => requireValue(call, answers[i] as RpcAnswer<unknown>)) as Values<Calls>;
  }

  async #post(requests: readonly object[]): Promise<Response[]> {
    const { status, text } = await this.#exchange(JSON.stringify(requests));
    const parsed = z.union([z.array(Response), Response.transform((one) => [one])]).safeParse(parseJson(text));
    if (parsed.success) return parsed.data;
    if (status >= 400) throw unreachable({ reason: 'http', status });
    throw malformed({ reason: 'notJsonRpc' });
  }

  async #exchange(body: string): Promise<{ status: number; text: string }> {
    try {
      return await withDeadline(this.#options.deadlineMs, undefined, async (signal) => {
        const headers = { 'content-type': 'application/json' };
        const response = await fetch(this.#url, { method: 'POST', headers, body, signal, redirect: 'error' });
        return { status: response.status, text: await readWithin(response, this.#options.maxResponseBytes) };
      });
    } catch (error) {
      if (error instanceof AppError) throw error;
      throw unreachable({ reason: error instanceof DeadlineError ? 'deadline' : 'network' }, error);
    }
  }
}

async function readWithin(response: globalThis.Response, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let size = 0;
  let text = '';
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw malformed({ reason: 'tooLarge', limitBytes: maxBytes });
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function answerTo<T>({ method, result }: RpcCall<T>, response: Response | undefined): RpcAnswer<T> {
  if (!response) throw malformed({ reason: 'unanswered', method });
  if (response.error) {
    const { code, message, data } = response.error;
    return { ok: false, refusal: { code, message, data: typeof data === 'string' ? data : null } };
  }
  const parsed = result.safeParse(response.result);
  if (!parsed.success) throw malformed({ reason: 'shape', method, path: parsed.error.issues[0]?.path.join('.') ?? '' });
  return { ok: true, value: parsed.data };
}

function requireValue<T>({ method }: RpcCall<T>, answer: RpcAnswer<T>): T {
  if (answer.ok) return answer.value;
  throw new AppError('chain.refused', 'The node refused', { details: { method, rpcCode: answer.refusal.code } });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unreachable(details: Record<string, string | number>, cause?: unknown): AppError {
  return new AppError('chain.unreachable', 'The chain did not answer', { details, cause });
}

function malformed(details: Record<string, string | number>): AppError {
  return new AppError('chain.malformedResponse', 'The chain answered something else', { details });
}
