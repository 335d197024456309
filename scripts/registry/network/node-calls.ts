import { z } from 'zod';
import type { RpcCall } from '../../../main/net/chain/rpc.ts';

/** An amount as nodes write it, `0x1f`; wei and gas may exceed what a number holds. */
const Amount = z
  .string()
  .regex(/^0x[0-9a-fA-F]{1,64}$/)
  .transform(BigInt);
const Hex = z
  .string()
  .regex(/^0x[0-9a-fA-F]*$/)
  .toLowerCase();

const BlockFees = z.object({ baseFeePerGas: Amount.optional() });

/** A call as `eth_call` and `eth_estimateGas` take it; without `to` it creates a contract. */
export interface CallFields {
  readonly from: string;
  readonly to: string | null;
  /** 0x-prefixed hex */
  readonly data: string;
}

const fieldsOf = ({ from, to, data }: CallFields) => (to === null ? { from, data } : { from, to, data });

/** What the call would return now. A refusal carries what a revert returned. */
export const tryCall = (fields: CallFields): RpcCall<string> => ({
  method: 'eth_call',
  params: [fieldsOf(fields), 'latest'],
  result: Hex,
});

/** Units of gas the call would take now. Nodes differ in which state they take by themselves; both calls name it. */
export const estimateGas = (fields: CallFields): RpcCall<bigint> => ({
  method: 'eth_estimateGas',
  params: [fieldsOf(fields), 'latest'],
  result: Amount,
});

/** The next nonce, counting what the node has not put into a block yet. */
export const nextNonceOf = (address: string): RpcCall<number> => ({
  method: 'eth_getTransactionCount',
  params: [address, 'pending'],
  result: Amount.transform(Number),
});

/** wei */
export const balanceOf = (address: string): RpcCall<bigint> => ({
  method: 'eth_getBalance',
  params: [address, 'latest'],
  result: Amount,
});

/** wei per gas that the next validator wants on top of the base fee. */
export const suggestedTip = (): RpcCall<bigint> => ({ method: 'eth_maxPriorityFeePerGas', params: [], result: Amount });

/** wei per gas; undefined on a chain that is older than EIP-1559. */
export const latestBaseFee = (): RpcCall<{ baseFeePerGas?: bigint }> => ({
  method: 'eth_getBlockByNumber',
  params: ['latest', false],
  result: BlockFees,
});
