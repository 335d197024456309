import { Transaction } from 'ethers/transaction';
import { z } from 'zod';
import { withDeadline } from '../../../main/net/platform/deadline.ts';
import type { SignedTransaction } from '../../../main/registry/transactions.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { say } from '../say.ts';
import type { Signer, UnsignedTransaction } from './signer.ts';

/** A person may have to find a device and read its screen. Below the five minutes after which `fetch` gives up itself. */
const DEADLINE_MS = 240_000;
const METHOD_NOT_FOUND = -32_601;
/** clef's name, and the one of the execution API that Web3Signer has. */
const METHODS = ['account_signTransaction', 'eth_signTransaction'] as const;

const Raw = z.string().regex(/^0x[0-9a-fA-F]+$/);
const Answer = z.object({
  /** Web3Signer answers with the bytes, clef with the bytes and what they say. */
  result: z.union([Raw, z.object({ raw: Raw }).transform(({ raw }) => raw)]).nullish(),
  error: z.object({ code: z.int(), message: z.string() }).nullish(),
});

/**
 * A signer in another process, which may keep its key in a device. It is not trusted with what is signed: what comes
 * back has to be the transaction that was asked for, signed by `address`, field for field.
 */
export function externalSigner(url: string, address: string): Signer {
  return {
    address,
    sign: async (transaction) => {
      say(`Asking the signer at ${new URL(url).host}; it may want your approval there …`);
      const raw = await requestSignature(url, address, transaction);
      return checkedTransaction(raw, address, transaction);
    },
  };
}

async function requestSignature(url: string, from: string, transaction: UnsignedTransaction): Promise<string> {
  for (const method of METHODS) {
    const { result, error } = await post(url, method, [parametersOf(from, transaction)]);
    if (error?.code === METHOD_NOT_FOUND) continue;
    if (error) throw unsigned(`The signer refuses: ${error.message}`);
    if (!result) throw unsigned('The signer answered without a transaction.');
    return result;
  }
  throw unsigned(`The signer at --signer knows neither ${METHODS.join(' nor ')}.`);
}

function parametersOf(from: string, transaction: UnsignedTransaction): Record<string, string> {
  const { to, data, chainId, nonce, gasLimit, maxFeePerGas, maxPriorityFeePerGas } = transaction;
  const quantity = (value: number | bigint) => `0x${value.toString(16)}`;
  return {
    from,
    ...(to === null ? {} : { to }),
    value: '0x0',
    data,
    chainId: quantity(chainId),
    nonce: quantity(nonce),
    gas: quantity(gasLimit),
    maxFeePerGas: quantity(maxFeePerGas),
    maxPriorityFeePerGas: quantity(maxPriorityFeePerGas),
  };
}

/** One request at a time: signers do not take batches. */
async function post(url: string, method: string, params: readonly unknown[]): Promise<z.infer<typeof Answer>> {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
  let text: string;
  try {
    text = await withDeadline(DEADLINE_MS, undefined, async (signal) => {
      const headers = { 'content-type': 'application/json' };
      return await (await fetch(url, { method: 'POST', headers, body, signal, redirect: 'error' })).text();
    });
  } catch (cause) {
    throw unsigned('The signer at --signer did not answer.', cause);
  }
  try {
    return Answer.parse(JSON.parse(text));
  } catch (cause) {
    throw unsigned('The signer at --signer answered something else than JSON-RPC.', cause);
  }
}

function checkedTransaction(raw: string, address: string, asked: UnsignedTransaction): SignedTransaction {
  const signed = parseTransaction(raw);
  const { hash } = signed;
  const changed = changedField(signed, asked);
  if (changed)
    throw unsigned(`The signer signed something else than it was asked to: ${changed} differs. Nothing was sent.`);
  if (!hash || signed.from?.toLowerCase() !== address) {
    throw unsigned(`The signer signed with another key than that of ${address}. Nothing was sent.`);
  }
  return { raw: signed.serialized, hash };
}

function parseTransaction(raw: string): Transaction {
  try {
    return Transaction.from(raw);
  } catch (cause) {
    throw unsigned('The signer answered with bytes that are no transaction.', cause);
  }
}

function changedField(signed: Transaction, asked: UnsignedTransaction): string | undefined {
  const pairs: Readonly<Record<string, readonly [unknown, unknown]>> = {
    type: [signed.type, 2],
    chainId: [signed.chainId, BigInt(asked.chainId)],
    nonce: [signed.nonce, asked.nonce],
    to: [signed.to?.toLowerCase() ?? null, asked.to],
    value: [signed.value, 0n],
    data: [signed.data, asked.data],
    gasLimit: [signed.gasLimit, asked.gasLimit],
    maxFeePerGas: [signed.maxFeePerGas, asked.maxFeePerGas],
    maxPriorityFeePerGas: [signed.maxPriorityFeePerGas, asked.maxPriorityFeePerGas],
    accessList: [signed.accessList?.length ?? 0, 0],
  };
  return Object.entries(pairs).find(([, [is, should]]) => is !== should)?.[0];
}

function unsigned(sentence: string, cause?: unknown): CommandFailure {
  return new CommandFailure(EXIT.unsigned, sentence, { cause });
}
