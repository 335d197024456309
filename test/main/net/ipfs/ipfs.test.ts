import { afterEach, describe, expect, it, vi } from 'vitest';
import { aSwarmKey, blocksOf, startWorkstation, type Workstation, type WorkstationOptions } from '../ipfs-fixture.ts';

const running: Workstation[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((workstation) => workstation.remove()));
});

async function start(options: WorkstationOptions): Promise<Workstation> {
  const workstation = await startWorkstation(options);
  running.push(workstation);
  return workstation;
}

async function connected(workstation: Workstation): Promise<void> {
  await vi.waitFor(() => expect(workstation.ipfs.health.state).toBe('ok'), { timeout: 10_000 });
}

describe('two workstations of one swarm', () => {
  it('[OBJ6] fetch 2,000 small blocks from each other in one call', async () => {
    const swarmKey = aSwarmKey();
    const a = await start({ swarmKey });
    const b = await start({ swarmKey, peers: a.addresses });
    const blocks = blocksOf(2_000);
    await a.ipfs.put(blocks);
    await connected(b);
    const answer = await b.ipfs.get(
      blocks.map(({ digest }) => digest),
      20_000,
    );
    expect(answer.missing).toEqual([]);
    expect(answer.blocks).toEqual(blocks);
  });
});
