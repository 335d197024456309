import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { addressOf } from '../../../main/registry/addresses.ts';
import { topicOf } from '../../../main/registry/logs.ts';
import { readWorkstation } from '../../../main/registry/reads.ts';
import { EXIT } from '../../../scripts/registry/failure.ts';
import { anvilMissing, startAnvil } from '../../fixtures/anvil.ts';
import { type FilledRegistry, fillRegistry } from '../../fixtures/filled-registry.ts';
import { type LyingNode, startLyingNode, type Twist } from '../../fixtures/lying-node.ts';
import { type AnvilChain, RECOVERY_WAIT, startRegistryChain, testDigest } from '../../fixtures/registry-chain.ts';
import { type CliOptions, type RegistryCli, registryCli } from '../../fixtures/registry-cli.ts';

interface Log {
  readonly topics: readonly string[];
  readonly data: string;
}

/** Changes the logs of a node; every other answer is honest. */
function twistLogs(change: (logs: readonly Log[]) => readonly Log[]): Twist {
  // Safe: a node's answer to eth_getLogs.
  return (method, result) => (method === 'eth_getLogs' ? change(result as Log[]) : result);
}

const isRecord = ({ topics }: Log) => topics[0] === topicOf('RecordAdded');
const without = (kind: Parameters<typeof topicOf>[0]) =>
  twistLogs((logs) => logs.filter(({ topics }) => topics[0] !== topicOf(kind)));

describe.skipIf(anvilMissing !== null)('status', () => {
  let chain: AnvilChain;
  let filled: FilledRegistry;
  let cli: RegistryCli;
  let basics: CliOptions;
  let liar: LyingNode | null = null;

  beforeAll(async () => {
    chain = await startRegistryChain();
    filled = await fillRegistry(chain);
    cli = registryCli();
    basics = { 'chain-id': chain.chainId, registry: chain.registry };
  });

  afterEach(async () => {
    await liar?.stop();
    liar = null;
  });

  afterAll(async () => {
    cli?.remove();
    await chain?.stop();
  });

  it('[CON2] tells who belongs to the registry, and proves the head of every stream', async () => {
    const { code, output } = await cli.run('status', { ...basics, rpc: chain.anvil.url });
    const { busy, quiet, former } = filled;
    const { sequence, head } = await chain.read(readWorkstation(busy.workstation));
    expect(code).toBe(EXIT.done);
    expect(output).toMatchObject({
      chainId: chain.chainId,
      registry: chain.registry,
      registrar: addressOf(chain.registrarKey),
      pendingRegistrar: null,
      recoveryWait: RECOVERY_WAIT,
      isPaused: false,
      counts: { hospitalsEver: 3, hospitalsAdmitted: 2, workstations: 3, patients: 1 },
      eventsByKind: { HospitalAdded: 3, HospitalRemoved: 1, WorkstationRevoked: 1, AccessGranted: 1, RecordRemoved: 1 },
      hospitals: [
        {
          hospital: busy.hospital,
          status: 'admitted',
          profile: testDigest(2),
          workstations: { enrolled: 1, revoked: 0 },
        },
        { hospital: quiet.hospital, status: 'admitted', workstations: { enrolled: 0, revoked: 1 } },
        {
          hospital: former.hospital,
          status: 'removed',
          administrator: null,
          workstations: { enrolled: 1, revoked: 0 },
        },
      ],
      workstations: [
        { workstation: busy.workstation, status: 'enrolled', sequence: busy.entries, head, isProven: true },
        { workstation: quiet.workstation, status: 'revoked', sequence: 1, isProven: true },
        { workstation: former.workstation, status: 'enrolled', sequence: 0, isProven: true },
      ],
      problems: [],
    });
    expect(sequence).toBe(busy.entries);
  });

  it('tells it as it was after an earlier block', async () => {
    const { code, output } = await cli.run('status', { ...basics, rpc: chain.anvil.url, block: chain.startBlock });
    expect([code, output.hospitals, output.workstations, output.problems]).toEqual([EXIT.done, [], [], []]);
    const later = await cli.run('status', { ...basics, rpc: chain.anvil.url, block: 1_000_000 });
    expect([later.code, later.stderr]).toEqual([EXIT.chain, 'The node has no block 1000000 yet.\n']);
  });

  it('raises the alarm when the newest block is old', async () => {
    const now = { ...basics, rpc: chain.anvil.url, 'max-age-seconds': 3600 };
    expect((await cli.run('status', now)).code).toBe(EXIT.done);
    liar = await startLyingNode(chain.anvil.url, (method, result) => {
      // Safe: a node's answer to eth_getBlockByNumber.
      const block = result as { timestamp: string };
      const hoursAgo = `0x${(Number(block.timestamp) - 7200).toString(16)}`;
      return method === 'eth_getBlockByNumber' ? { ...block, timestamp: hoursAgo } : result;
    });
    const { code, output, stderr } = await cli.run('status', { ...now, rpc: liar.url });
    expect([code, output.problems]).toEqual([EXIT.chain, []]);
    expect(stderr).toMatch(
      /^ALARM: the newest block is 7\d{3} s old\. The chain stands still, or the node is behind\.$/m,
    );
  });

  const lies: readonly (readonly [what: string, twist: Twist, sentence: RegExp])[] = [
    ['leaves out a record', twistLogs((logs) => logs.toSpliced(logs.findIndex(isRecord), 1)), /entry 0 is missing/],
    ['leaves out the last records', twistLogs((logs) => logs.filter((log) => !isRecord(log))), /is missing/],
    [
      'alters a record',
      twistLogs((logs) => logs.map((log) => (isRecord(log) ? { ...log, data: `${log.data.slice(0, -4)}ffff` } : log))),
      /its events do not lead to the stored head/,
    ],
    [
      'exchanges the tags of two records',
      twistLogs((logs) => {
        const [one = -1, two = -1] = logs.flatMap((log, index) => (isRecord(log) ? [index] : []));
        return logs.map((log, index) => {
          const other = index === one ? logs[two] : index === two ? logs[one] : undefined;
          return other ? { ...log, topics: [...log.topics.slice(0, 2), other.topics[2] ?? ''] } : log;
        });
      }),
      /its events do not lead to the stored head/,
    ],
    ['hides the enrolment of a writer', without('WorkstationEnrolled'), /it writes without having been enrolled/],
    ['hides a revocation', without('WorkstationRevoked'), /it is stored as revoked, the events say enrolled/],
    ['hides a removal', without('HospitalRemoved'), /Hospital 3: its events say something else of its admission/],
    ['hides an admission', without('HospitalAdded'), /hospitals admitted: 3 is stored, the events say 0/],
    ['hides a patient', without('PatientAdded'), /patients registered: 1 is stored, the events say 0/],
    ['hides who is registrar', without('OwnershipTransferred'), /the registrar: 0x[0-9a-f]{40} is stored/],
  ];

  it.each(lies)('[CON2] raises the alarm on a node that %s', async (_what, twist, sentence) => {
    liar = await startLyingNode(chain.anvil.url, twist);
    const { code, output, stderr } = await cli.run('status', { ...basics, rpc: liar.url });
    expect(code).toBe(EXIT.unproven);
    expect(stderr).toMatch(new RegExp(`^ALARM: .*${sentence.source}`, 'm'));
    expect(output.problems).toContainEqual(expect.stringMatching(sentence));
  });

  it('[SYN12] raises the alarm when two nodes disagree, and accepts two that agree', async () => {
    const agreed = await cli.run('status', { ...basics, rpc: [chain.anvil.url, chain.anvil.url] });
    expect(agreed.code).toBe(EXIT.done);
    liar = await startLyingNode(chain.anvil.url, (method, result) =>
      // Safe: a node's answer to eth_getBlockByNumber.
      method === 'eth_getBlockByNumber' ? { ...(result as object), hash: `0x${'13'.repeat(32)}` } : result,
    );
    const { code, stderr } = await cli.run('status', { ...basics, rpc: [chain.anvil.url, liar.url] });
    expect(code).toBe(EXIT.chain);
    expect(stderr).toMatch(/^ALARM: the nodes disagree about block \d+\./);
  });

  it('refuses a second node of another chain, and one that does not answer', async () => {
    const other = await startAnvil({ chainId: 7 });
    const { code, stderr } = await cli.run('status', { ...basics, rpc: [chain.anvil.url, other.url] });
    await other.stop();
    expect([code, stderr]).toEqual([
      EXIT.chain,
      `A node is of chain 7; chain ${chain.chainId} is meant. Nothing was sent.\n`,
    ]);
    const gone = await cli.run('status', { ...basics, rpc: other.url });
    expect([gone.code, gone.stdout]).toEqual([EXIT.chain, '']);
    expect(gone.stderr).toMatch(/^The chain did not answer \(chain\.unreachable\), reason network\.\n$/);
  });

  it('says what is missing where no registry is', async () => {
    const nowhere = await cli.run('status', { ...basics, rpc: chain.anvil.url, registry: `0x${'13'.repeat(20)}` });
    expect([nowhere.code, nowhere.stderr]).toEqual([
      EXIT.chain,
      `There is no contract at 0x${'13'.repeat(20)} on chain ${chain.chainId}.\n`,
    ]);
    const unnamed = await cli.run('status', {
      rpc: chain.anvil.url,
      'chain-id': chain.chainId,
      deployments: cli.folder,
    });
    expect(unnamed.code).toBe(EXIT.usage);
    expect(unnamed.stderr).toMatch(/^--registry ADDRESS is missing: no deployment file names one on chain 31337\.\n$/);
  });
});
