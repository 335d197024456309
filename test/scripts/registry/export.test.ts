import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressOf } from '../../../main/registry/addresses.ts';
import { topicOf } from '../../../main/registry/logs.ts';
import { readWorkstation } from '../../../main/registry/reads.ts';
import { EXIT } from '../../../scripts/registry/failure.ts';
import { saveDeployment } from '../../../scripts/registry/network/deployments.ts';
import { checkLines } from '../../../scripts/registry/proof/check-lines.ts';
import { End, EventLine, eventOf } from '../../../scripts/registry/proof/export-format.ts';
import { anvilMissing } from '../../fixtures/anvil.ts';
import { FILLED_KEYS, type FilledRegistry, fillRegistry } from '../../fixtures/filled-registry.ts';
import { startLyingNode } from '../../fixtures/lying-node.ts';
import { type AnvilChain, RECOVERY_WAIT, startRegistryChain } from '../../fixtures/registry-chain.ts';
import { type CliOptions, type RegistryCli, registryCli } from '../../fixtures/registry-cli.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

async function* each(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}

const problemsOf = async (lines: readonly string[]) => (await checkLines(each(lines))).problems;

/** The same lines with an end whose digest fits them again, as a careful forger would leave them. */
function resealed(lines: readonly string[]): string[] {
  const body = lines.slice(0, -1);
  const { end } = End.parse(JSON.parse(lines.at(-1) ?? ''));
  const events = body.length - 1;
  return [
    ...body,
    JSON.stringify({ end: { ...end, events, digest: sha256(body.map((line) => `${line}\n`).join('')) } }),
  ];
}

describe.skipIf(anvilMissing !== null)('export', () => {
  let chain: AnvilChain;
  let filled: FilledRegistry;
  let cli: RegistryCli;
  let basics: CliOptions;
  let out: string;
  let digest: string;
  let lines: string[];

  beforeAll(async () => {
    chain = await startRegistryChain();
    filled = await fillRegistry(chain);
    cli = registryCli();
    basics = { rpc: chain.anvil.url, 'chain-id': chain.chainId, registry: chain.registry };
    out = cli.path('registry.jsonl');
    const { code, output } = await cli.run('export', { ...basics, out });
    expect(code).toBe(EXIT.done);
    expect(output).toMatchObject({ registry: chain.registry, workstationsProven: 3, file: out });
    digest = String(output.digest);
    lines = readFileSync(out, 'utf8').trimEnd().split('\n');
  });

  afterAll(async () => {
    cli?.remove();
    await chain?.stop();
  });

  const indexOf = (kind: string) => lines.findIndex((line) => line.includes(`"kind":"${kind}"`));

  it('holds every event of the registry, in order, and the digest that is printed', async () => {
    const fromBlock = '0x0';
    const logs = await chain.anvil.rpc<{ transactionHash: string; blockNumber: string; logIndex: string }[]>(
      'eth_getLogs',
      { address: chain.registry, fromBlock },
    );
    const events = lines.slice(1, -1).map((line) => EventLine.parse(JSON.parse(line)));
    const whereabouts = logs.map((log) => [log.transactionHash, Number(log.blockNumber), Number(log.logIndex)]);
    expect(events.map(({ transaction, block, index }) => [transaction, block, index])).toEqual(whereabouts);
    expect(digest).toBe(sha256(readFileSync(out, 'utf8')));
  });

  it('gives the same bytes whenever and however the same blocks are read', async () => {
    const again = cli.path('again.jsonl');
    const block = JSON.parse(lines[0] ?? '').block;
    await chain.anvil.rpc('anvil_mine', '0x3');
    const { chainId, registry, startBlock } = chain;
    const registrar = addressOf(chain.registrarKey);
    saveDeployment(cli.folder, {
      ...{ chainId, registry, startBlock, registrar, recoveryWait: RECOVERY_WAIT },
      deployedAt: new Date().toISOString(),
    });
    const { output } = await cli.run('export', { rpc: chain.anvil.url, deployments: cli.folder, out: again, block });
    expect([output.digest, readFileSync(again, 'utf8')]).toEqual([digest, readFileSync(out, 'utf8')]);
  });

  it('is found whole without a chain', async () => {
    const { code, output } = await cli.run('check-export', { file: out, digest });
    expect([code, output.problems, output.digest]).toEqual([EXIT.done, [], digest]);
    expect(output).toMatchObject({ registry: chain.registry, events: lines.length - 2, workstations: 3 });
  });

  it('never writes over a file', async () => {
    const { code, stderr } = await cli.run('export', { ...basics, out });
    expect([code, stderr]).toEqual([EXIT.file, `${out} exists already.\n`]);
  });

  it('leaves nothing behind when the events prove nothing', async () => {
    const liar = await startLyingNode(chain.anvil.url, (method, result) =>
      // Safe: a node's answer to eth_getLogs.
      method === 'eth_getLogs'
        ? (result as { topics: string[] }[]).filter(({ topics }) => topics[0] !== topicOf('RecordRemoved'))
        : result,
    );
    const file = cli.path('never.jsonl');
    const { code, stdout, stderr } = await cli.run('export', { ...basics, rpc: liar.url, out: file });
    await liar.stop();
    expect([code, stdout, existsSync(file), existsSync(`${file}.part`)]).toEqual([EXIT.unproven, '', false, false]);
    expect(stderr).toContain('Nothing was exported.');
  });

  it('that was altered is noticed', async () => {
    const altered = cli.path('altered.jsonl');
    writeFileSync(altered, readFileSync(out, 'utf8').replace(/"pointer":"a/, '"pointer":"b'));
    const { code, output, stderr } = await cli.run('check-export', { file: altered, digest });
    expect(code).toBe(EXIT.unproven);
    expect(output.problems).toEqual([
      expect.stringMatching(/^Line \d+: the lines before it are not those that were exported\.$/),
      `Workstation ${filled.busy.workstation}: its events do not lead to the stored head.`,
      'The file is not the one with the digest that was given.',
    ]);
    expect(stderr).toContain('ALARM: ');
  });

  it('that was altered and sealed again is still noticed where it concerns a stream', async () => {
    const removal = indexOf('RecordRemoved');
    expect(await problemsOf(resealed(lines))).toEqual([]);
    expect(await problemsOf(resealed(lines.toSpliced(removal, 1)))).toEqual([
      `Workstation ${filled.busy.workstation}: 42 entries are stored, the events hold 41.`,
    ]);
    const [one = '', two = ''] = lines.slice(removal - 2, removal);
    expect(await problemsOf(resealed(lines.toSpliced(removal - 2, 2, two, one)))).not.toEqual([]);
    expect(await problemsOf(resealed(lines.toSpliced(indexOf('WorkstationRevoked'), 1)))).not.toEqual([]);
    expect(await problemsOf(resealed(lines.toSpliced(indexOf('HospitalRemoved'), 1)))).not.toEqual([]);
  });

  it('that is cut off, goes on after its end, or is something else is noticed', async () => {
    expect(await problemsOf(lines.slice(0, -1))).toEqual(['The end is missing: the file is cut off.']);
    expect(await problemsOf([...lines, '{}'])).toEqual([`Line ${lines.length + 1}: something follows the end.`]);
    expect(await problemsOf(['{"format":"something else"}', ...lines.slice(1)])).toContain(
      'Line 1: it is not the header of an export of version 1.',
    );
    expect(await problemsOf(lines.with(2, '{"kind":"NoSuchEvent"}'))).toContain(
      'Line 3: it is no event of the registry.',
    );
    const nothing = await cli.run('check-export', { file: cli.path('nothing.jsonl') });
    expect([nothing.code, nothing.stdout]).toEqual([EXIT.file, '']);
  });

  it('fills a new registry, which arrives at the same heads', async () => {
    const next = await startRegistryChain();
    const keys = [FILLED_KEYS.busy, FILLED_KEYS.quiet, FILLED_KEYS.former];
    for (const key of keys) await next.admitHospital(key);
    const keyOf = new Map(
      [filled.busy, filled.quiet, filled.former].map(({ workstation }, index) => [workstation as string, keys[index]]),
    );
    for (const line of lines.slice(1, -1)) {
      const event = eventOf(EventLine.parse(JSON.parse(line)));
      if (event?.kind !== 'RecordAdded' && event?.kind !== 'RecordRemoved') continue;
      const { workstation, ...args } = event.args;
      const kind = event.kind === 'RecordAdded' ? 'addPatientRecord' : 'removePatientRecord';
      const { succeeded } = await next.write(keyOf.get(workstation) ?? new Uint8Array(), { kind, args });
      expect(succeeded).toBe(true);
    }
    for (const { workstation, sequence, head } of End.parse(JSON.parse(lines.at(-1) ?? '')).end.workstations) {
      // Safe: an address of this test's own workstations.
      const state = await next.read(readWorkstation(workstation));
      expect([state.sequence, state.head]).toEqual([sequence, head]);
    }
    await next.stop();
  });
});
