import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

const BINARY = resolve(import.meta.dirname, '../../node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil');

/** Why tests that need a chain cannot run here, or null where they can. */
export const anvilMissing = existsSync(BINARY) ? null : 'the npm package of anvil has no binary for this platform';

export interface AnvilOptions {
  /** A block every so many seconds; left out: one block per transaction. */
  readonly blockTimeSeconds?: number;
  /** Loaded if it exists, written every few seconds and when the chain stops. */
  readonly stateFile?: string;
  readonly chainId?: number;
  /** Left out: a free one. */
  readonly port?: number;
}

/** A way to talk to a node on this computer. */
export interface ChainClient {
  readonly url: string;
  readonly port: number;
  readonly chainId: number;
  /** Answers with `result`; throws `RpcRefusal` on `error`. */
  rpc<Result = unknown>(method: string, ...params: unknown[]): Promise<Result>;
}

/** A real EVM node on this computer, ours to stop. */
export interface Anvil extends ChainClient {
  readonly pid: number;
  /** Ends the node gently (it writes its state file) and waits for it. */
  stop(): Promise<void>;
}

/** The node's own error; `data` is what a reverted call returned. */
export class RpcRefusal extends Error {
  readonly data: string | undefined;

  constructor(message: string, data: string | undefined) {
    super(message);
    this.data = data;
  }
}

/** Starts anvil and waits until it listens. */
export async function startAnvil(options: AnvilOptions = {}): Promise<Anvil> {
  const chainId = options.chainId ?? 31_337;
  const child = spawn(BINARY, argumentsFor(options, chainId), { stdio: ['ignore', 'pipe', 'pipe'] });
  const port = await listeningPort(child);
  return {
    ...chainAt(port, chainId),
    // Safe: a child that has printed a line was started and so has an id.
    pid: child.pid as number,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** Talks to a node that runs already. */
export function chainAt(port: number, chainId: number): ChainClient {
  const url = `http://127.0.0.1:${port}`;
  return { url, port, chainId, rpc: (method, ...params) => call(url, method, params) };
}

function argumentsFor(options: AnvilOptions, chainId: number): string[] {
  const list = [
    '--port',
    String(options.port ?? 0),
    '--chain-id',
    String(chainId),
    '--hardfork',
    'prague',
    '--steps-tracing',
  ];
  if (options.blockTimeSeconds) list.push('--block-time', String(options.blockTimeSeconds));
  if (options.stateFile) list.push('--state', options.stateFile, '--state-interval', '5');
  return list;
}

async function listeningPort(child: ChildProcess): Promise<number> {
  const complaints: string[] = [];
  child.stderr?.on('data', (chunk) => complaints.push(String(chunk)));
  if (!child.stdout) throw new Error('anvil was started without a pipe');
  for await (const line of createInterface({ input: child.stdout })) {
    const port = /^Listening on .*:(\d+)$/.exec(line)?.[1];
    if (port) {
      // The pipe has to stay drained, or a talkative node blocks on it.
      child.stdout.resume();
      return Number(port);
    }
  }
  throw new Error(`anvil did not start: ${complaints.join('')}`);
}

async function call<Result>(url: string, method: string, params: unknown[]): Promise<Result> {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  // The node's answer; tests look at what they asked for.
  const answer = (await response.json()) as { result: Result; error?: { message: string; data?: string } };
  if (answer.error) throw new RpcRefusal(`${method}: ${answer.error.message}`, answer.error.data);
  return answer.result;
}
