import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPolicy } from '../../../main/shell/policy.ts';

const valid = {
  hospital: { id: 1, name: 'Riverside Hospital' },
  workstation: 'A7',
  hospitals: [{ id: 1, name: 'Riverside Hospital' }],
  chain: {
    chainId: 31337,
    rpcUrls: ['http://127.0.0.1:8545'],
    registry: `0x${'ab'.repeat(20)}`,
    startBlock: 0,
    maxFeePerGas: '2000000000',
    maxPriorityFeePerGas: '1000000000',
  },
  swarm: { listen: [], peers: [] },
};

const withRhythm = (publishEveryMinutes: number) =>
  JSON.stringify({ ...valid, chain: { ...valid.chain, publishEveryMinutes } });

let profile: string;
beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'wardkeep-policy-'));
});
afterEach(() => rmSync(profile, { recursive: true }));

describe('readPolicy', () => {
  it('reads a valid file and fills in the defaults', async () => {
    write(JSON.stringify(valid));
    expect(await readPolicy(profile)).toEqual({
      ...valid,
      chain: { ...valid.chain, confirmations: 1, publishEveryMinutes: 0, pollMs: 1000 },
      swarm: { ...valid.swarm, keyFile: 'swarm.key', mdns: false },
      autoLockMinutes: 5,
      demo: null,
    });
  });

  it('answers null where there is none', async () => {
    expect(await readPolicy(profile)).toBeNull();
  });

  it('[R-36] takes a rhythm of publication from at once to once a week', async () => {
    for (const minutes of [0, 1, 10_080]) {
      write(withRhythm(minutes));
      expect(await readPolicy(profile)).toMatchObject({ chain: { publishEveryMinutes: minutes } });
    }
  });

  it('accepts the template that IT starts from', async () => {
    write(readFileSync(join(import.meta.dirname, '../../../resources/network.template.json'), 'utf8'));
    expect(await readPolicy(profile)).toMatchObject({ workstation: 'A7', demo: null });
  });

  it.each([
    ['not JSON', '{', ''],
    ['an unknown field', JSON.stringify({ ...valid, telemetry: true }), ''],
    ['a wrong URL', JSON.stringify({ ...valid, chain: { ...valid.chain, rpcUrls: ['nonsense'] } }), 'chain.rpcUrls.0'],
    ['an auto-lock of an hour', JSON.stringify({ ...valid, autoLockMinutes: 60 }), 'autoLockMinutes'],
    ['a rhythm slower than a week', withRhythm(10_081), 'chain.publishEveryMinutes'],
    ['a rhythm that is no whole number of minutes', withRhythm(0.5), 'chain.publishEveryMinutes'],
    ['a negative rhythm', withRhythm(-1), 'chain.publishEveryMinutes'],
    ['no registry', JSON.stringify({ ...valid, chain: { ...valid.chain, registry: undefined } }), 'chain.registry'],
  ])('refuses %s and names the field', async (_name, text, path) => {
    write(text);
    await expect(readPolicy(profile)).rejects.toMatchObject({
      code: 'policy.invalid',
      details: { file: 'network.json', path },
    });
  });
});

function write(text: string): void {
  writeFileSync(join(profile, 'network.json'), text);
}
