import { Transaction } from 'ethers/transaction';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressOf } from '../../../main/registry/addresses.ts';
import { signDeployment } from '../../../main/registry/deploy.ts';
import type { RegistryIntent } from '../../../main/registry/intents.ts';
import { encodeIntent, signTransaction } from '../../../main/registry/transactions.ts';
import { type Anvil, anvilMissing, startAnvil } from '../../fixtures/anvil.ts';
import { testDigest, testKey, testPatient } from '../../fixtures/registry-chain.ts';

const key = testKey('signer');
const registry = addressOf(testKey('registry'));
const envelope = { chainId: 31_337, nonce: 7, maxFeePerGas: 2_000_000_000n, maxPriorityFeePerGas: 1_000_000_000n };
const intent: RegistryIntent = {
  kind: 'addPatient',
  args: { patient: testPatient(testKey('patient')), keyring: testDigest(1) },
};

describe('signTransaction', () => {
  it('[SYN5] gives the same bytes for the same input', () => {
    expect(signTransaction({ ...envelope, registry }, intent, key)).toEqual(
      signTransaction({ ...envelope, registry }, intent, key),
    );
  });

  it('says everything the envelope says, from the key it was given', () => {
    const { raw, hash } = signTransaction({ ...envelope, registry }, intent, key);
    const parsed = Transaction.from(raw);
    expect(parsed).toMatchObject({ type: 2, hash, chainId: 31_337n, nonce: 7, value: 0n, data: encodeIntent(intent) });
    expect(parsed.maxFeePerGas).toBe(2_000_000_000n);
    expect(parsed.maxPriorityFeePerGas).toBe(1_000_000_000n);
    expect(parsed.to?.toLowerCase()).toBe(registry);
    expect(parsed.from?.toLowerCase()).toBe(addressOf(key));
  });

  it('takes a gas limit instead of the fixed one', () => {
    const { raw } = signTransaction({ ...envelope, registry, gasLimit: 99_999 }, intent, key);
    expect(Transaction.from(raw).gasLimit).toBe(99_999n);
  });

  it('refuses a value that does not fit the contract', () => {
    const tooLate = { ...intent, kind: 'rotateEpoch', args: { ...intent.args, epoch: 2 ** 32 } } as RegistryIntent;
    expect(() => signTransaction({ ...envelope, registry }, tooLate, key)).toThrow(/out-of-bounds|INVALID_ARGUMENT/);
  });
});

describe('addressOf', () => {
  it('agrees with a published vector (first key of the well-known test mnemonic)', () => {
    const privateKey = Buffer.from('ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80', 'hex');
    expect(addressOf(privateKey)).toBe('0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266');
  });
});

describe.skipIf(anvilMissing)('a signed transaction on a real node', () => {
  let anvil: Anvil;

  beforeAll(async () => {
    anvil = await startAnvil({ chainId: 4242 });
    await anvil.rpc('anvil_setBalance', addressOf(key), '0x56bc75e2d63100000');
  });

  afterAll(() => anvil?.stop());

  it('has the hash the node finds it by, and creates the contract where it said', async () => {
    const code = '0x600a600c600039600a6000f3602a60005260206000f3';
    const terms = { registrar: registry, recoveryWait: 86_400 };
    const deployment = signDeployment({ ...envelope, chainId: 4242, nonce: 0 }, code, terms, key);
    expect(await anvil.rpc('eth_sendRawTransaction', deployment.raw)).toBe(deployment.hash);
    await expect
      .poll(() => anvil.rpc('eth_getCode', deployment.registry, 'latest'), { timeout: 30_000 })
      .toBe('0x602a60005260206000f3');
  });

  it('is refused on another chain', async () => {
    const { raw } = signTransaction({ ...envelope, registry, nonce: 1 }, intent, key);
    await expect(anvil.rpc('eth_sendRawTransaction', raw)).rejects.toThrow();
  });
});
