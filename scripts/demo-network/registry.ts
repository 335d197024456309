import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addressOf } from '../../main/registry/addresses.ts';
import { signDeployment } from '../../main/registry/deploy.ts';
import type { RegistryIntent } from '../../main/registry/intents.ts';
import { readHospitalCount } from '../../main/registry/reads.ts';
import { type SignedTransaction, signTransaction } from '../../main/registry/transactions.ts';
import { type Digest, HospitalId, WorkstationAddress } from '../../preload/api/ids.ts';
import type { ChainClient } from '../chain/anvil.ts';

const ARTIFACT = join(import.meta.dirname, '..', '..', 'contracts', 'generated', 'HospitalRegistry.json');
/** wei; a private chain needs a price above the block's base fee and nothing more. */
export const DEMO_FEES = { maxFeePerGas: 20_000_000_000n, maxPriorityFeePerGas: 1_000_000_000n };
/** Seconds, the least the registry takes. */
const RECOVERY_WAIT = 24 * 60 * 60;
const PLENTY_OF_WEI = '0x21e19e0c9bab2400000';

/** A registrar who lives as long as this object: the demo network admits its hospitals once and never again. */
export interface DemoRegistrar {
  readonly registry: string;
  readonly startBlock: number;
  admit(hospital: { sealPublicKey: Uint8Array; workstation: string; profile: Digest }): Promise<HospitalId>;
}

export async function deployRegistry(anvil: ChainClient): Promise<DemoRegistrar> {
  const registrarKey = newKey();
  await fund(anvil, addressOf(registrarKey));
  // Safe: the file is generated from the contract, and a test proves it fresh.
  const { bytecode } = JSON.parse(readFileSync(ARTIFACT, 'utf8')) as { bytecode: string };
  const envelope = { chainId: anvil.chainId, nonce: 0, ...DEMO_FEES };
  const terms = { registrar: addressOf(registrarKey), recoveryWait: RECOVERY_WAIT };
  const deployment = signDeployment(envelope, bytecode, terms, registrarKey);
  const startBlock = await send(anvil, deployment);
  const { registry } = deployment;

  const write = async (key: Uint8Array, intent: RegistryIntent) => {
    const nonce = Number(await anvil.rpc<string>('eth_getTransactionCount', addressOf(key), 'pending'));
    await send(anvil, signTransaction({ chainId: anvil.chainId, registry, nonce, ...DEMO_FEES }, intent, key));
  };

  return {
    registry,
    startBlock,
    admit: async ({ sealPublicKey, workstation, profile }) => {
      const administratorKey = newKey();
      const administrator = addressOf(administratorKey);
      await Promise.all([fund(anvil, administrator), fund(anvil, workstation)]);
      const sealKey = `0x${Buffer.from(sealPublicKey).toString('hex')}`;
      await write(registrarKey, { kind: 'addHospital', args: { administrator, sealKey, profile } });
      const count = readHospitalCount();
      const answer = await anvil.rpc<string>('eth_call', { to: registry, data: count.data }, 'latest');
      await write(administratorKey, {
        kind: 'enrolWorkstation',
        args: { workstation: WorkstationAddress.parse(workstation) },
      });
      return HospitalId.parse(count.decode(answer));
    },
  };
}

/** Whether a registry answers at this address. */
export async function isDeployed(anvil: ChainClient, registry: string): Promise<boolean> {
  return (await anvil.rpc<string>('eth_getCode', registry, 'latest')) !== '0x';
}

function newKey(): Uint8Array {
  return new Uint8Array(randomBytes(32));
}

async function fund(anvil: ChainClient, address: string): Promise<void> {
  await anvil.rpc('anvil_setBalance', address, PLENTY_OF_WEI);
}

/** Sends, waits for the block and returns its number; a refused write is an error here. */
async function send(anvil: ChainClient, transaction: SignedTransaction): Promise<number> {
  await anvil.rpc('eth_sendRawTransaction', transaction.raw);
  for (;;) {
    const receipt = await anvil.rpc<{ status: string; blockNumber: string } | null>(
      'eth_getTransactionReceipt',
      transaction.hash,
    );
    if (receipt?.status === '0x1') return Number(receipt.blockNumber);
    if (receipt) throw new Error(`The registry refused a transaction of its registrar (${transaction.hash}).`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
