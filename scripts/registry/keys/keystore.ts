import { readFileSync, statSync } from 'node:fs';
import { isError } from 'ethers/utils';
import { decryptKeystoreJson, isKeystoreJson } from 'ethers/wallet';
import { z } from 'zod';
import { signEnvelope } from '../../../main/registry/transactions.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { say } from '../say.ts';
import { readPassphrase } from './passphrase.ts';
import type { Signer } from './signer.ts';

const MAX_FILE_BYTES = 64 * 1024;

/** Some tools write the address without 0x, and the standard lets them leave it out. */
const Named = z.object({
  address: z
    .string()
    .regex(/^(0x)?[0-9a-fA-F]{40}$/)
    .transform((address) => `0x${address.slice(-40).toLowerCase()}`)
    .optional(),
});

/**
 * The address that a keystore file says it holds the key of; null if it says nothing. Only decrypting proves it.
 * @throws CommandFailure `unsigned` if the file is no keystore
 */
export function keystoreAddress(file: string): string | null {
  return Named.parse(JSON.parse(readKeystore(file))).address ?? null;
}

/**
 * Signs with a key in an encrypted file (Web3 Secret Storage, version 3). The passphrase is asked for, and the key is in
 * memory, only while something is signed.
 * @throws CommandFailure `unsigned` if the file is no keystore
 */
export async function openKeystore(file: string, passphraseFile: string | undefined): Promise<Signer> {
  const json = readKeystore(file);
  const unlock = async (): Promise<{ address: string; key: Uint8Array }> => {
    const passphrase = await readPassphrase(passphraseFile, `Passphrase of ${file}:`);
    say('Opening the keystore …');
    return await decryptKeystore(json, passphrase);
  };
  // Files without an address have to be opened to learn it; ethers holds the two against each other in all others.
  const address = keystoreAddress(file) ?? (await unlock()).address;
  return {
    address,
    sign: async (transaction) => {
      const { key } = await unlock();
      try {
        return signEnvelope(transaction, key);
      } finally {
        key.fill(0);
      }
    },
  };
}

/** @throws CommandFailure `unsigned` if the passphrase is wrong, or the file is damaged */
export async function decryptKeystore(json: string, passphrase: string): Promise<{ address: string; key: Uint8Array }> {
  try {
    const { address, privateKey } = await decryptKeystoreJson(json, passphrase);
    return { address: address.toLowerCase(), key: Buffer.from(privateKey.slice(2), 'hex') };
  } catch (cause) {
    const isWrong = isError(cause, 'INVALID_ARGUMENT') && cause.argument === 'password';
    // The cause is not handed on: it would carry what ethers was given.
    throw new CommandFailure(
      EXIT.unsigned,
      isWrong
        ? 'The passphrase does not open the keystore.'
        : 'The keystore is damaged, or of a kind nobody here can open.',
    );
  }
}

function readKeystore(file: string): string {
  try {
    if (statSync(file).size <= MAX_FILE_BYTES) {
      const text = readFileSync(file, 'utf8');
      if (isKeystoreJson(text) && Named.safeParse(JSON.parse(text)).success) return text;
    }
  } catch (cause) {
    throw new CommandFailure(EXIT.unsigned, '--keystore cannot be read.', { cause });
  }
  throw new CommandFailure(EXIT.unsigned, '--keystore is no keystore file (Web3 Secret Storage, version 3).');
}
