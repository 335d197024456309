import { Interface } from 'ethers/abi';
import { SigningKey } from 'ethers/crypto';
import { Transaction, type TransactionLike } from 'ethers/transaction';
import { hexlify } from 'ethers/utils';
import { gasLimitOf } from './gas.ts';
import { REGISTRY_ABI } from './generated/abi.ts';
import { contractArguments, type RegistryIntent } from './intents.ts';

/** Everything about a transaction but what it does. Fees are wei. */
export interface TransactionEnvelope {
  readonly chainId: number;
  readonly nonce: number;
  readonly maxFeePerGas: bigint;
  readonly maxPriorityFeePerGas: bigint;
  /** Leave it out for the fixed limit of the intent. */
  readonly gasLimit?: number;
}

/** Ready for `eth_sendRawTransaction`; both 0x-prefixed lower-case hex. */
export interface SignedTransaction {
  readonly raw: string;
  readonly hash: string;
}

const registryInterface = new Interface(REGISTRY_ABI);

/** The call data of an intent, 0x-prefixed hex. */
export function encodeIntent(intent: RegistryIntent): string {
  return registryInterface.encodeFunctionData(intent.kind, contractArguments(intent));
}

/**
 * Signs a write to the registry as an EIP-1559 transaction. Same input, same bytes: signatures are deterministic.
 * @param privateKey 32 bytes of the workstation's (or the registrar's) key
 */
export function signTransaction(
  envelope: TransactionEnvelope & { readonly registry: string },
  intent: RegistryIntent,
  privateKey: Uint8Array,
): SignedTransaction {
  const { registry, ...rest } = envelope;
  return signEnvelope(
    { ...rest, to: registry, data: encodeIntent(intent), gasLimit: envelope.gasLimit ?? gasLimitOf(intent) },
    privateKey,
  );
}

/** Signs any EIP-1559 transaction. */
export function signEnvelope(fields: TransactionLike, privateKey: Uint8Array): SignedTransaction {
  const transaction = Transaction.from({ ...fields, type: 2 });
  transaction.signature = new SigningKey(hexlify(privateKey)).sign(transaction.unsignedHash);
  const { hash, serialized } = transaction;
  if (!hash) throw new Error('a signed transaction has a hash');
  return { raw: serialized, hash };
}
