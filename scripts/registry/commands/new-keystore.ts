import { randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { encryptKeystoreJson } from 'ethers/wallet';
import { addressOf } from '../../../main/registry/addresses.ts';
import { defineCommand } from '../command.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { decryptKeystore } from '../keys/keystore.ts';
import { PASSPHRASE_OPTION, readPassphrase } from '../keys/passphrase.ts';
import { FilePath, required } from '../option-values.ts';
import { say } from '../say.ts';

/** Cost of one guess at the passphrase: 128 MiB of memory, about half a second. */
const SCRYPT = { N: 131_072, r: 8, p: 1 };
const SHORTEST_PASSPHRASE = 12;

export const newKeystore = defineCommand({
  name: 'new-keystore',
  summary: 'makes a key and keeps it encrypted in a new file; prints the address only',
  options: {
    out: required('FILE', FilePath, 'where the keystore is written; never over another file'),
    passphraseFile: PASSPHRASE_OPTION,
  },
  run: async ({ out, passphraseFile }) => {
    if (existsSync(out)) throw new CommandFailure(EXIT.file, `${out} exists already.`);
    const passphrase = await choosePassphrase(passphraseFile);
    say('Making the keystore …');
    const key = randomBytes(32);
    const address = addressOf(key);
    const json = await encryptKeystoreJson({ address, privateKey: `0x${key.toString('hex')}` }, passphrase, {
      scrypt: SCRYPT,
    });
    key.fill(0);
    // A keystore that does not open is found out now, not when its key is needed.
    const opened = await decryptKeystore(json, passphrase);
    opened.key.fill(0);
    if (opened.address !== address) throw new Error('the keystore holds another key than the one that was made');
    write(out, json);
    return { exit: EXIT.done, output: { address } };
  },
});

async function choosePassphrase(file: string | undefined): Promise<string> {
  const passphrase = await readPassphrase(file, 'New passphrase:');
  if ([...passphrase].length < SHORTEST_PASSPHRASE) {
    throw new CommandFailure(EXIT.unsigned, `A passphrase has at least ${SHORTEST_PASSPHRASE} characters.`);
  }
  if (file === undefined && (await readPassphrase(undefined, 'Once more:')) !== passphrase) {
    throw new CommandFailure(EXIT.unsigned, 'The two passphrases differ.');
  }
  return passphrase;
}

function write(file: string, json: string): void {
  try {
    writeFileSync(file, `${json}\n`, { mode: 0o600, flag: 'wx' });
  } catch (cause) {
    throw new CommandFailure(EXIT.file, `${file} cannot be written.`, { cause });
  }
}
