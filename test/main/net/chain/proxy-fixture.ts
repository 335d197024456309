import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

interface Request {
  readonly id: number;
  readonly method: string;
  readonly params: unknown[];
}

type Answer = { result: unknown } | { error: { code: number; message: string } };

export interface ProxyRules {
  /** Answers instead of the node; undefined lets the node answer. */
  answer?(request: Request): Answer | undefined;
  /** The node does not even see the request, and the connection breaks. */
  refuses?(requests: readonly Request[]): boolean;
  /** The node answers, but the connection breaks before its answer arrives. */
  losesAnswer?(requests: readonly Request[]): boolean;
}

/** A real HTTP server between client and node, which does to the conversation what the network and bad nodes do. */
export interface Proxy {
  readonly url: string;
  rules: ProxyRules;
  /** Methods that reached the node, in order. */
  readonly seen: string[];
  stop(): Promise<void>;
}

export async function startProxy(target: string, rules: ProxyRules = {}): Promise<Proxy> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = address && typeof address === 'object' ? address.port : 0;
  const proxy: Proxy = {
    url: `http://127.0.0.1:${port}`,
    rules,
    seen,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const requests = JSON.parse(await textOf(request)) as Request[];
    if (proxy.rules.refuses?.(requests)) return void response.destroy();
    const own = requests.map((one) => proxy.rules.answer?.(one));
    const forwarded = requests.filter((_, i) => !own[i]);
    seen.push(...forwarded.map(({ method }) => method));
    const answers = forwarded.length > 0 ? await ask(target, forwarded) : [];
    if (proxy.rules.losesAnswer?.(requests)) return void response.destroy();
    for (const [i, one] of requests.entries()) if (own[i]) answers.push({ jsonrpc: '2.0', id: one.id, ...own[i] });
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answers));
  }
  return proxy;
}

async function ask(target: string, requests: readonly Request[]): Promise<object[]> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(target, { method: 'POST', headers, body: JSON.stringify(requests) });
  return (await response.json()) as object[];
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
