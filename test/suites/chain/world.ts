import { rm } from 'node:fs/promises';
import { expect, vi } from 'vitest';
import type { ParcelReport } from '../../../main/links/net-link.ts';
import { addressOf } from '../../../main/registry/addresses.ts';
import { type SignedTransaction, signTransaction } from '../../../main/registry/transactions.ts';
import type { EvmClient, EvmNode } from '../../fixtures/evm-node.ts';
import { deployRegistry, type RegistryChain, testDigest, testKey, testPatient } from '../../fixtures/registry-chain.ts';
import {
  type Client,
  type ClientOptions,
  essence,
  logsOnChain,
  startClient,
} from '../../main/net/chain/chain-fixture.ts';
import { type ProxyRules, startProxy } from '../../main/net/chain/proxy-fixture.ts';
import { aFolder } from '../../main/net/ipfs-fixture.ts';

const TEN_GWEI = 10_000_000_000n;

interface Parts {
  readonly chain: RegistryChain;
  readonly folder: string;
}

interface TransactionUse {
  readonly chainId?: number;
  readonly nonce?: number;
  readonly patient?: string;
  readonly key?: Uint8Array;
  readonly fee?: bigint;
}

/** A registry with one workstation, fresh for every test, and the clients that look at it. */
export class ChainWorld {
  readonly workstation = testKey('workstation');
  /** The next nonce of the workstation, as the test counts. */
  nonce = 0;
  readonly #client: EvmClient;
  readonly #running: { stop(): Promise<unknown> }[] = [];
  #parts: Parts | null = null;
  #patients = 0;

  constructor(client: EvmClient) {
    this.#client = client;
  }

  async begin(): Promise<void> {
    const chain = this.keep(await deployRegistry(this.keep(await this.#client.start())));
    await chain.admitHospital(this.workstation);
    this.#parts = { chain, folder: await aFolder() };
    this.nonce = await this.transactionCount();
  }

  async end(): Promise<void> {
    for (const it of this.#running.splice(0).reverse()) await it.stop();
    if (this.#parts) await rm(this.#parts.folder, { recursive: true, force: true });
  }

  /** Stopped at the end of the test, the newest first. */
  keep<T extends { stop(): Promise<unknown> }>(started: T): T {
    this.#running.push(started);
    return started;
  }

  get chain(): RegistryChain {
    return this.#begun.chain;
  }

  get node(): EvmNode {
    return this.chain.node;
  }

  /** Where every client of the test keeps its queue, unless it is told another place. */
  get folder(): string {
    return this.#begun.folder;
  }

  async height(): Promise<number> {
    return Number(await this.node.rpc<string>('eth_blockNumber'));
  }

  /** What the workstation has sent, as the node counts. */
  async transactionCount(): Promise<number> {
    return Number(await this.node.rpc<string>('eth_getTransactionCount', addressOf(this.workstation), 'latest'));
  }

  async aClient(options: Partial<ClientOptions> = {}): Promise<Client> {
    return this.keep(await startClient(this.chain, { urls: [this.node.url], ...options }));
  }

  /** A client that finds the queue of the one before it. */
  async aSender(options: Partial<ClientOptions> = {}): Promise<Client> {
    return await this.aClient({ folder: this.folder, ...options });
  }

  async aProxy(rules: ProxyRules = {}): ReturnType<typeof startProxy> {
    return this.keep(await startProxy(this.node.url, rules));
  }

  /** A sender behind a proxy that does as `rules` says. */
  async behind(rules: ProxyRules, options: Partial<ClientOptions> = {}) {
    const proxy = await this.aProxy(rules);
    return { proxy, client: await this.aSender({ ...options, urls: [proxy.url] }) };
  }

  /** One transaction, one block, one log. */
  async addPatients(count: number): Promise<void> {
    for (let i = 0; i < count; i++) {
      const patient = testPatient(testKey(`patient ${this.#patients++}`));
      await this.chain.write(this.workstation, {
        kind: 'addPatient',
        args: { patient, keyring: testDigest(this.#patients) },
      });
    }
  }

  /** A new patient each time, with the next nonce unless told otherwise. Fees are wei. */
  aTransaction(use: TransactionUse = {}): SignedTransaction {
    const { chainId, registry } = this.chain;
    const patient = testPatient(testKey(use.patient ?? `patient ${this.#patients++}`));
    const fee = use.fee ?? TEN_GWEI;
    const fees = { maxFeePerGas: fee, maxPriorityFeePerGas: fee / 10n };
    const intent = { kind: 'addPatient', args: { patient, keyring: testDigest(this.#patients) } } as const;
    const envelope = { chainId: use.chainId ?? chainId, registry, nonce: use.nonce ?? this.nonce++, ...fees };
    return signTransaction(envelope, intent, use.key ?? this.workstation);
  }

  /** Waits until the client has read up to the head, and compares what it holds with what the node says. */
  async upToDate(client: Client): Promise<void> {
    await vi.waitFor(
      async () => {
        expect(essence(client.held)).toEqual(await logsOnChain(this.chain));
        expect(client.steps.at(-1)?.toBlock).toBe(await this.height());
      },
      { timeout: 30_000 },
    );
  }

  get #begun(): Parts {
    if (!this.#parts) throw new Error('the registry is not there yet');
    return this.#parts;
  }
}

export async function reached(
  client: Client,
  { hash }: SignedTransaction,
  expected: Partial<ParcelReport>,
): Promise<void> {
  await vi.waitFor(() => expect(client.chain.sender.reports([hash])[0]).toMatchObject(expected), { timeout: 30_000 });
}

export const statesOf = (client: Client, { hash }: SignedTransaction) =>
  client.reports.filter((report) => report.hash === hash).map(({ state }) => state);
