import { z } from 'zod';
import type { RawLog } from '../../links/net-link.ts';
import type { RpcCall } from './rpc.ts';

/** A number as nodes write it, `0x1f`. */
const Quantity = z
  .string()
  .regex(/^0x[0-9a-fA-F]{1,14}$/)
  .transform(Number);
const Hash = z
  .string()
  .regex(/^0x[0-9a-fA-F]{64}$/)
  .transform((hash) => hash.toLowerCase());
const Hex = z
  .string()
  .regex(/^0x[0-9a-fA-F]*$/)
  .transform((hex) => hex.toLowerCase());

const Bloom = z
  .string()
  .regex(/^0x[0-9a-fA-F]{512}$/)
  .transform((bloom) => bloom.toLowerCase());

const Header = z
  .object({ number: Quantity, hash: Hash, parentHash: Hash, timestamp: Quantity, logsBloom: Bloom.optional() })
  .transform(({ timestamp, ...header }) => ({ ...header, timeSeconds: timestamp }));
export type Header = z.infer<typeof Header>;

const Log = z.object({
  address: Hex,
  blockNumber: Quantity,
  blockHash: Hash,
  logIndex: Quantity,
  transactionHash: Hash,
  topics: z.array(Hash).max(4),
  data: Hex,
  removed: z.boolean().optional(),
});

const Receipt = z.object({
  transactionHash: Hash,
  status: Quantity,
  blockNumber: Quantity,
  blockHash: Hash,
  gasUsed: Quantity,
});
export type Receipt = z.infer<typeof Receipt>;

const Transaction = z.object({ hash: Hash, from: Hex, to: Hex.nullable(), input: Hex, gas: Quantity });
export type Transaction = z.infer<typeof Transaction>;

const toQuantity = (number: number) => `0x${number.toString(16)}`;

export const chainId = (): RpcCall<number> => ({ method: 'eth_chainId', params: [], result: Quantity });

export const codeAt = (address: string): RpcCall<string> => ({
  method: 'eth_getCode',
  params: [address, 'latest'],
  result: Hex,
});

/** Null: the chain has no such block (any more). */
export const headerAt = (block: number | 'latest'): RpcCall<Header | null> => ({
  method: 'eth_getBlockByNumber',
  params: [block === 'latest' ? block : toQuantity(block), false],
  result: Header.nullable(),
});

/** What a log's topics have to be, each one of several; an empty list lets every log through. */
export type TopicFilter = readonly (readonly string[])[];

/** The logs of one contract, both ends included, in the chain's order. */
export const logsBetween = (
  address: string,
  fromBlock: number,
  toBlock: number,
  topics: TopicFilter = [],
): RpcCall<RawLog[]> => ({
  method: 'eth_getLogs',
  params: [{ address, fromBlock: toQuantity(fromBlock), toBlock: toQuantity(toBlock), topics }],
  result: logsOf(address).refine((logs) =>
    logs.every((log) => log.blockNumber >= fromBlock && log.blockNumber <= toBlock),
  ),
});

/** The same of one block, which a node reads from the block itself and from no index. */
export const logsInBlock = (address: string, blockHash: string, topics: TopicFilter = []): RpcCall<RawLog[]> => ({
  method: 'eth_getLogs',
  params: [{ address, blockHash, topics }],
  result: logsOf(address).refine((logs) => logs.every((log) => log.blockHash === blockHash)),
});

const logsOf = (address: string): z.ZodType<RawLog[]> =>
  z
    .array(Log)
    .refine((logs) => logs.every((log) => log.address === address && !log.removed))
    .transform((logs) => logs.map(({ address: _address, removed: _removed, ...log }) => log).sort(byPosition));

export const byPosition = (a: RawLog, b: RawLog) => a.blockNumber - b.blockNumber || a.logIndex - b.logIndex;

export const receiptOf = (hash: string): RpcCall<Receipt | null> => ({
  method: 'eth_getTransactionReceipt',
  params: [hash],
  result: Receipt.refine((receipt) => receipt.transactionHash === hash).nullable(),
});

/** Null: the node has never heard of it, or forgot it. */
export const transactionOf = (hash: string): RpcCall<Transaction | null> => ({
  method: 'eth_getTransactionByHash',
  params: [hash],
  result: Transaction.refine((transaction) => transaction.hash === hash).nullable(),
});

export const transactionCountOf = (address: string): RpcCall<number> => ({
  method: 'eth_getTransactionCount',
  params: [address, 'latest'],
  result: Quantity,
});

export const send = (raw: string): RpcCall<string> => ({
  method: 'eth_sendRawTransaction',
  params: [raw],
  result: Hash,
});

/** A free question to a contract, answered in the state after `block`. */
export const callAt = (address: string, data: string, block: number): RpcCall<string> => ({
  method: 'eth_call',
  params: [{ to: address, data }, toQuantity(block)],
  result: Hex,
});

/** Repeats a transaction without effect, in the state after `block`. */
export const replay = ({ from, to, input, gas }: Transaction, block: number): RpcCall<string> => ({
  method: 'eth_call',
  params: [{ from, to: to ?? undefined, data: input, gas: toQuantity(gas) }, toQuantity(block)],
  result: Hex,
});
