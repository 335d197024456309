import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getPatientRecord } from '../../../../main/net/chain/patient-record.ts';
import { Rpc } from '../../../../main/net/chain/rpc.ts';
import { addressOf } from '../../../../main/registry/addresses.ts';
import { anvilMissing } from '../../../fixtures/anvil.ts';
import { startLyingNode, type Twist } from '../../../fixtures/lying-node.ts';
import { type RegistryChain, startRegistryChain, testDigest, testKey } from '../../../fixtures/registry-chain.ts';

interface RawLog {
  readonly topics: readonly string[];
  readonly data: string;
}

const writer = testKey('writer');
const workstation = addressOf(writer);
const entry = (number: number) => ({ tag: `0x${testDigest(100 + number)}`, pointer: testDigest(200 + number) });

describe.skipIf(anvilMissing)('[CON1] [CON2] getPatientRecord', () => {
  let chain: RegistryChain;

  beforeAll(async () => {
    chain = await startRegistryChain();
    await chain.admitHospital(writer);
    await chain.admitHospital(testKey('other writer'));
    const entries = Array.from({ length: 9 }, (_, index) => entry(index));
    await chain.write(writer, { kind: 'addPatientRecords', args: { firstSequence: 0, entries } });
    await chain.write(writer, { kind: 'removePatientRecord', args: { sequence: 9, ...entry(2) } });
    const forged = { tag: entry(5).tag, pointer: testDigest(999) };
    await chain.write(testKey('other writer'), { kind: 'addPatientRecord', args: { sequence: 0, ...forged } });
  });
  afterAll(() => chain?.stop());

  const read = (number: number, url = chain.node.url, author = workstation) =>
    getPatientRecord(new Rpc(url), chain, { workstation: author, tag: entry(number).tag });

  it('finds a record of a batch, and costs nothing', async () => {
    const before = await chain.node.rpc('eth_blockNumber');
    expect(await read(4)).toEqual({
      pointer: entry(4).pointer,
      sequence: 4,
      isRemoved: false,
      blockNumber: Number(before),
    });
    expect(await chain.node.rpc('eth_blockNumber')).toBe(before);
  });

  it('says that a record was removed', async () => {
    expect(await read(2)).toMatchObject({ pointer: entry(2).pointer, isRemoved: true });
  });

  it('knows what was never written, and takes nothing from somebody who copied a tag', async () => {
    expect(await read(77)).toBeNull();
    expect(await read(5)).toMatchObject({ pointer: entry(5).pointer });
    expect(await read(0, chain.node.url, addressOf(testKey('nobody')))).toBeNull();
  });

  const lies: readonly [name: string, twist: (logs: RawLog[]) => RawLog[]][] = [
    ['leaves the record out', (logs) => logs.filter((_, index) => index !== 4)],
    ['leaves the newest entry out', (logs) => logs.slice(0, -1)],
    ['tells nothing at all', () => []],
    ['changes a pointer', (logs) => logs.map((log, index) => (index === 4 ? altered(log) : log))],
    ['makes an addition of a removal', (logs) => logs.map((log) => ({ ...log, topics: firstTopics(logs, log) }))],
    ['tells an entry twice', (logs) => [...logs, ...logs.slice(-1)]],
  ];

  it.each(lies)('[A7] believes no node that %s', async (_name, lie) => {
    // Safe: the real node answers this method with logs.
    const twist: Twist = (method, result) => (method === 'eth_getLogs' ? lie(result as RawLog[]) : result);
    const node = await startLyingNode(chain.node.url, twist);
    await expect(read(4, node.url)).rejects.toEqual(
      expect.objectContaining({ code: 'chain.malformedResponse', details: { reason: 'headMismatch' } }),
    );
    await node.stop();
  });
});

function altered(log: RawLog): RawLog {
  return { ...log, data: `${log.data.slice(0, -64)}${testDigest(31_337)}` };
}

function firstTopics([first]: readonly RawLog[], log: RawLog): string[] {
  return [first?.topics[0] ?? '', ...log.topics.slice(1)];
}
