import type { SignedTransaction } from '../../../main/registry/transactions.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { Address, FilePath, HttpUrl, optional } from '../option-values.ts';
import type { ValuesOf } from '../options.ts';
import { externalSigner } from './external-signer.ts';
import { keystoreAddress, openKeystore } from './keystore.ts';
import { PASSPHRASE_OPTION } from './passphrase.ts';

/** An EIP-1559 transaction that nobody has signed yet. It moves no money. Fees are wei per gas. */
export interface UnsignedTransaction {
  readonly chainId: number;
  readonly nonce: number;
  /** null: it creates a contract */
  readonly to: string | null;
  readonly data: string;
  readonly gasLimit: bigint;
  readonly maxFeePerGas: bigint;
  readonly maxPriorityFeePerGas: bigint;
}

/** Whoever holds the key. */
export interface Signer {
  /** lower case */
  readonly address: string;
  /** @throws CommandFailure `unsigned` */
  sign(transaction: UnsignedTransaction): Promise<SignedTransaction>;
}

/** Where the key is. It is never an argument nor an environment variable. */
export const KEY_OPTIONS = {
  keystore: optional('FILE', FilePath, 'encrypted keystore file (version 3) that holds the key'),
  passphraseFile: PASSPHRASE_OPTION,
  signer: optional('URL', HttpUrl, 'JSON-RPC of an external signer (clef, Web3Signer) that holds the key'),
  from: optional('ADDRESS', Address, 'who signs: needed with --signer, and enough for a dry run'),
};
export type KeyValues = ValuesOf<typeof KEY_OPTIONS>;

/** @throws CommandFailure `usage` if there is none, or more than one; `unsigned` if it cannot be opened */
export async function openSigner(values: KeyValues): Promise<Signer> {
  requireOneSource(values);
  const { keystore, passphraseFile, signer, from } = values;
  if (signer !== undefined) {
    if (from === undefined) throw wrong('--from ADDRESS is missing: an external signer may hold several keys.');
    return externalSigner(signer, from);
  }
  if (keystore === undefined) throw wrong('--keystore FILE or --signer URL is missing: somebody has to sign.');
  const opened = await openKeystore(keystore, passphraseFile);
  requireSame(from, opened.address);
  return opened;
}

/**
 * Who would sign. A dry run needs no key, so that a multi-signature wallet's call can be prepared as well.
 * @throws CommandFailure `usage` if nobody or several are named; `unsigned` if a keystore has to be opened and cannot be
 */
export async function senderOf(values: KeyValues): Promise<string> {
  requireOneSource(values);
  const { keystore, from } = values;
  const said = keystore === undefined ? null : keystoreAddress(keystore);
  if (said !== null) requireSame(from, said);
  return said ?? from ?? (await openSigner(values)).address;
}

function requireOneSource({ keystore, signer }: KeyValues): void {
  if (keystore !== undefined && signer !== undefined) throw wrong('--keystore and --signer exclude each other.');
}

function requireSame(from: string | undefined, address: string): void {
  if (from === undefined || from === address) return;
  throw wrong(`--keystore holds the key of ${address}, not of --from ${from}.`);
}

function wrong(sentence: string): CommandFailure {
  return new CommandFailure(EXIT.usage, sentence);
}
