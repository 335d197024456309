import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { decryptKeystoreJson } from 'ethers/wallet';
import { afterAll, describe, expect, it } from 'vitest';
import { addressOf } from '../../../main/registry/addresses.ts';
import { EXIT } from '../../../scripts/registry/failure.ts';
import { keystoreAddress, openKeystore } from '../../../scripts/registry/keys/keystore.ts';
import { testKey } from '../../fixtures/registry-chain.ts';
import { registryCli, TEST_PASSPHRASE } from '../../fixtures/registry-cli.ts';

const cli = registryCli();
afterAll(cli.remove);

const passphraseFile = cli.path('passphrase');
const TRANSACTION = {
  chainId: 31_337,
  nonce: 0,
  to: null,
  data: '0x',
  gasLimit: 53_000n,
  maxFeePerGas: 0n,
  maxPriorityFeePerGas: 0n,
};

describe('new-keystore', () => {
  it('makes a key that only the passphrase opens, at a price for guessing, and prints the address only', async () => {
    const out = cli.path('new.json');
    const { code, output, stdout, stderr } = await cli.run('new-keystore', { out, 'passphrase-file': passphraseFile });
    expect(code).toBe(EXIT.done);
    expect(output).toEqual({ command: 'new-keystore', address: expect.stringMatching(/^0x[0-9a-f]{40}$/) });

    const json = readFileSync(out, 'utf8');
    expect(JSON.parse(json)).toMatchObject({
      version: 3,
      Crypto: { kdf: 'scrypt', kdfparams: { n: 131_072, r: 8, p: 1 } },
    });
    if (process.platform !== 'win32') expect(statSync(out).mode & 0o777).toBe(0o600);
    const { address, privateKey } = await decryptKeystoreJson(json, TEST_PASSPHRASE);
    expect(address.toLowerCase()).toBe(output.address);
    for (const text of [json, stdout, stderr]) {
      expect(text).not.toContain(privateKey.slice(2));
      expect(text).not.toContain(TEST_PASSPHRASE);
    }
  });

  it('never writes over a file', async () => {
    const out = cli.path('kept.json');
    writeFileSync(out, 'kept');
    const { code, stderr } = await cli.run('new-keystore', { out, 'passphrase-file': passphraseFile });
    expect([code, readFileSync(out, 'utf8')]).toEqual([EXIT.file, 'kept']);
    expect(stderr).toContain('exists already');
  });

  it('refuses a short passphrase', async () => {
    writeFileSync(cli.path('short'), 'eleven char', { mode: 0o600 });
    const out = cli.path('short.json');
    const { code, stderr } = await cli.run('new-keystore', { out, 'passphrase-file': cli.path('short') });
    expect([code, stderr, existsSync(out)]).toEqual([
      EXIT.unsigned,
      'A passphrase has at least 12 characters.\n',
      false,
    ]);
  });

  it('asks on a terminal or not at all', async () => {
    const { code, stderr } = await cli.run('new-keystore', { out: cli.path('none.json') });
    expect([code, stderr]).toEqual([
      EXIT.unsigned,
      'There is no terminal to ask for the passphrase. Use --passphrase-file FILE.\n',
    ]);
  });
});

describe.skipIf(process.platform === 'win32')('a passphrase file (Windows has no such modes)', () => {
  it.each([0o640, 0o604, 0o610, 0o666])('of mode %o is refused', async (mode) => {
    const file = cli.path(`open-${mode}`);
    writeFileSync(file, TEST_PASSPHRASE, { mode });
    const { code, stderr } = await cli.run('new-keystore', { out: cli.path('open.json'), 'passphrase-file': file });
    expect(code).toBe(EXIT.unsigned);
    expect(stderr).toMatch(
      /^--passphrase-file is open to others \(mode 0\d{3}\)\. Make it yours alone first: chmod 600\.\n$/,
    );
  });
});

describe('a keystore', () => {
  const key = testKey('keystore');

  it('says whose key it holds before it is opened, and signs with it', async () => {
    const { keystore } = await cli.signWith(key);
    expect(keystoreAddress(keystore)).toBe(addressOf(key));
    const signer = await openKeystore(keystore, passphraseFile);
    expect(signer.address).toBe(addressOf(key));
    expect((await signer.sign(TRANSACTION)).hash).toMatch(/^0x[0-9a-f]{64}$/);
  });

  it('of another tool may leave the address out: it is opened to learn it', async () => {
    const { keystore } = await cli.signWith(key);
    const { address: _address, ...rest } = JSON.parse(readFileSync(keystore, 'utf8'));
    const file = cli.path('unnamed.json');
    writeFileSync(file, JSON.stringify(rest));
    expect(keystoreAddress(file)).toBeNull();
    expect((await openKeystore(file, passphraseFile)).address).toBe(addressOf(key));
  });

  it('that names another address than its key is refused', async () => {
    const { keystore } = await cli.signWith(key);
    const file = cli.path('misnamed.json');
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(keystore, 'utf8')), address: '13'.repeat(20) }));
    const signer = await openKeystore(file, passphraseFile);
    await expect(signer.sign(TRANSACTION)).rejects.toMatchObject({ exit: EXIT.unsigned });
  });

  it('does not open with another passphrase', async () => {
    const { keystore } = await cli.signWith(key);
    writeFileSync(cli.path('other'), 'another passphrase', { mode: 0o600 });
    const signer = await openKeystore(keystore, cli.path('other'));
    await expect(signer.sign(TRANSACTION)).rejects.toThrow('The passphrase does not open the keystore.');
  });

  it.each(['', '{}', '{"version":4}', 'no JSON', '{"version":3,"address":7}'])('%j is none', async (text) => {
    const file = cli.path('nonsense.json');
    writeFileSync(file, text);
    await expect(openKeystore(file, passphraseFile)).rejects.toThrow('--keystore is no keystore file');
  });
});
