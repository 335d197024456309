import { getPatientRecord, type RecordName } from '../../../main/net/chain/patient-record.ts';
import { Rpc } from '../../../main/net/chain/rpc.ts';
import type { RegistryChain } from '../../fixtures/registry-chain.ts';

/**
 * Reads one record as the application does, proven against the head that the contract holds.
 * @returns gas used by every transaction the chain saw meanwhile
 * @throws Error if there is no such record
 */
export async function gasOfVerifiedRead(chain: RegistryChain, name: RecordName): Promise<number> {
  const before = await blockNumber(chain);
  const record = await getPatientRecord(new Rpc(chain.node.url), chain, name);
  if (!record) throw new Error('the registry holds no such record');
  return gasSince(chain, before);
}

async function gasSince(chain: RegistryChain, block: number): Promise<number> {
  const last = await blockNumber(chain);
  let gas = 0;
  for (let number = block + 1; number <= last; number++) {
    const name = `0x${number.toString(16)}`;
    gas += Number((await chain.node.rpc<{ gasUsed: string }>('eth_getBlockByNumber', name, false)).gasUsed);
  }
  return gas;
}

async function blockNumber(chain: RegistryChain): Promise<number> {
  return Number(await chain.node.rpc<string>('eth_blockNumber'));
}
