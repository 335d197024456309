import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NetworkPolicy } from '../../main/links/policy.ts';
import { sha256 } from '../../main/vault/crypto/digest.ts';
import { readySodium, systemRandom } from '../../main/vault/crypto/sodium.ts';
import { chainKeyOf, newHospitalSeal } from '../../main/vault/crypto/workstation-keys.ts';
import { provisionWorkstation } from '../../main/vault/services/provision.ts';
import { type Anvil, type ChainClient, chainAt, startAnvil } from '../chain/anvil.ts';
import { DEMO_HOSPITALS, type DemoFolder, type DemoHospital, freePort } from './folder.ts';
import { DEMO_PASSPHRASE, DEMO_PLANS } from './hospitals.ts';
import { DEMO_FEES, type DemoRegistrar, deployRegistry, isDeployed } from './registry.ts';
import { addSamples } from './samples.ts';

const CHAIN_ID = 31_337;
/** Seconds: quick enough to watch, slow enough to see "sent" before "confirmed". */
const BLOCK_TIME = 1;

export interface DemoNetwork {
  readonly folder: DemoFolder;
  readonly chain: ChainClient;
  stop(): Promise<void>;
}

/**
 * Starts the private chain of a demo folder, or joins it where another start keeps it running already; in an empty folder also deploys the registry and sets up two hospitals.
 * @throws Error naming the folder when its chain and its profiles do not belong together.
 */
export async function startDemoNetwork(folder: DemoFolder): Promise<DemoNetwork> {
  const isNew = !existsSync(folder.network);
  const port = isNew ? await freePort() : readNetwork(folder).chainPort;
  const running = isNew ? null : await findRunning(port);
  if (running) {
    await checkRegistry(folder, running);
    return { folder, chain: running, stop: async () => {} };
  }
  const chain = await startAnvil({
    chainId: CHAIN_ID,
    blockTimeSeconds: BLOCK_TIME,
    stateFile: folder.chainState,
    port,
  });
  try {
    if (isNew) await createHospitals(folder, chain);
    else await checkRegistry(folder, chain);
  } catch (error) {
    await chain.stop();
    throw error;
  }
  return { folder, chain, stop: () => chain.stop() };
}

function readNetwork(folder: DemoFolder): { chainPort: number } {
  // Safe: written by `createHospitals` below and by nothing else.
  return JSON.parse(readFileSync(folder.network, 'utf8')) as { chainPort: number };
}

/** The chain another `npm start` keeps on this port, which then also ends it. */
async function findRunning(port: number): Promise<ChainClient | null> {
  const chain = chainAt(port, CHAIN_ID);
  try {
    return Number(await chain.rpc<string>('eth_chainId')) === CHAIN_ID ? chain : null;
  } catch {
    return null;
  }
}

async function checkRegistry(folder: DemoFolder, chain: ChainClient): Promise<void> {
  for (const hospital of DEMO_HOSPITALS) {
    const file = join(folder.profile(hospital), 'network.json');
    const policy = NetworkPolicy.parse(JSON.parse(readFileSync(file, 'utf8')));
    if (!(await isDeployed(chain, policy.chain.registry))) {
      throw new Error(`The chain of ${folder.root} has lost its registry. Delete the folder to begin anew.`);
    }
  }
}

/** What a hospital brings to its admission. Kept until its profile is written, then forgotten. */
interface Candidate {
  readonly hospital: DemoHospital;
  readonly workstationKey: Uint8Array;
  readonly seal: ReturnType<typeof newHospitalSeal>;
  readonly swarmPort: number;
}

async function createHospitals(folder: DemoFolder, chain: Anvil): Promise<void> {
  await readySodium();
  const registrar = await deployRegistry(chain);
  const candidates: Candidate[] = [];
  for (const hospital of DEMO_HOSPITALS) {
    const swarmPort = await freePort();
    candidates.push({ hospital, workstationKey: systemRandom(32), seal: newHospitalSeal(), swarmPort });
  }
  const policies = await admit(chain, registrar, candidates);
  const cardSecret = systemRandom(32);
  const swarmKey = `/key/swarm/psk/1.0.0/\n/base16/\n${randomBytes(32).toString('hex')}\n`;
  for (const [index, { hospital, workstationKey, seal }] of candidates.entries()) {
    const policy = policies[index];
    if (!policy) throw new Error('every admitted hospital has a policy');
    await provisionWorkstation({
      profile: folder.profile(hospital),
      policy,
      users: DEMO_PLANS[hospital].users,
      secrets: { workstationKey, hospitalSealKey: seal.privateKey, cardSecret },
    });
    writeFileSync(join(folder.profile(hospital), policy.swarm.keyFile), swarmKey, { mode: 0o600 });
  }
  for (const hospital of DEMO_HOSPITALS) await addSamples(hospital, folder.profile(hospital));
  writeFileSync(folder.network, JSON.stringify({ chainPort: chain.port }, null, 2));
}

async function admit(
  chain: Anvil,
  registrar: DemoRegistrar,
  candidates: readonly Candidate[],
): Promise<NetworkPolicy[]> {
  const admitted: NetworkPolicy['hospitals'] = [];
  for (const { hospital, workstationKey, seal } of candidates) {
    const { name } = DEMO_PLANS[hospital];
    const id = await registrar.admit({
      sealPublicKey: seal.publicKey,
      workstation: chainKeyOf(workstationKey).address,
      profile: sha256(new TextEncoder().encode(name)),
    });
    admitted.push({ id, name });
  }
  return candidates.map(({ hospital, swarmPort }, index) => {
    const { workstation, users } = DEMO_PLANS[hospital];
    return NetworkPolicy.parse({
      hospital: admitted[index],
      workstation,
      hospitals: admitted,
      chain: {
        chainId: chain.chainId,
        rpcUrls: [chain.url],
        registry: registrar.registry,
        startBlock: registrar.startBlock,
        pollMs: 500,
        maxFeePerGas: String(DEMO_FEES.maxFeePerGas),
        maxPriorityFeePerGas: String(DEMO_FEES.maxPriorityFeePerGas),
      },
      swarm: {
        listen: [`/ip4/127.0.0.1/tcp/${swarmPort}`],
        peers: candidates
          .filter((other) => other.hospital !== hospital)
          .map((other) => `/ip4/127.0.0.1/tcp/${other.swarmPort}`),
      },
      demo: {
        passphrase: DEMO_PASSPHRASE,
        users: users.map(({ login, name, role }) => ({ login, name, role })),
      },
    });
  });
}
