import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressOf } from '../../../main/registry/addresses.ts';
import { encodeIntent } from '../../../main/registry/transactions.ts';
import { HospitalId } from '../../../preload/api/ids.ts';
import { EXIT } from '../../../scripts/registry/failure.ts';
import { anvilMissing } from '../../fixtures/anvil.ts';
import { startLyingNode } from '../../fixtures/lying-node.ts';
import { type AnvilChain, startRegistryChain, testDigest, testKey } from '../../fixtures/registry-chain.ts';
import { type CliOptions, type RegistryCli, registryCli } from '../../fixtures/registry-cli.ts';

const administratorKey = testKey('administrator');
const administrator = addressOf(administratorKey);
const nextRegistrarKey = testKey('next registrar');
const nextAdministratorKey = testKey('next administrator');
const workstation = addressOf(testKey('workstation'));
const sealKey = `0x${testDigest(1)}`;
const profile = testDigest(2);
const HOSPITAL = { administrator, 'seal-key': sealKey, profile };

describe.skipIf(anvilMissing !== null)('a write', () => {
  let chain: AnvilChain;
  let cli: RegistryCli;
  let basics: CliOptions;
  /** Signs as one of the four. */
  let as: (key: Uint8Array) => Promise<CliOptions>;

  beforeAll(async () => {
    chain = await startRegistryChain();
    cli = registryCli();
    basics = { rpc: chain.anvil.url, 'chain-id': chain.chainId, registry: chain.registry };
    for (const key of [administratorKey, nextRegistrarKey, nextAdministratorKey]) await chain.fund(addressOf(key));
    as = async (key) => ({ ...basics, ...(await cli.signWith(key)) });
  });

  afterAll(async () => {
    cli?.remove();
    await chain?.stop();
  });

  const stateOf = async (key: Uint8Array) => [
    await chain.anvil.rpc('eth_blockNumber'),
    await chain.anvil.rpc('eth_getTransactionCount', addressOf(key), 'pending'),
  ];

  it('with --dry-run is shown in full, decoded from the bytes, and not sent', async () => {
    const before = await stateOf(chain.registrarKey);
    const { keystore } = await cli.signWith(chain.registrarKey);
    // Without a passphrase: a dry run needs no key, only the address that the keystore names.
    const { code, output } = await cli.run('add-hospital', { ...basics, ...HOSPITAL, keystore, 'dry-run': true });
    expect(code).toBe(EXIT.done);
    expect(output).toEqual({
      command: 'add-hospital',
      dryRun: true,
      outcome: 'accepted',
      chainId: chain.chainId,
      from: addressOf(chain.registrarKey),
      to: chain.registry,
      call: { function: 'addHospital', arguments: { administrator, sealKey, profile: `0x${profile}` } },
      data: encodeIntent({ kind: 'addHospital', args: { administrator, sealKey, profile } }),
      nonce: 1,
      gas: { estimate: expect.any(Number), limit: expect.any(Number) },
      fees: {
        baseFeePerGas: expect.any(String),
        maxFeePerGas: expect.any(String),
        maxPriorityFeePerGas: expect.any(String),
      },
      cost: {
        expectedWei: expect.stringMatching(/^\d+$/),
        maximumWei: expect.stringMatching(/^\d+$/),
        balanceWei: expect.stringMatching(/^\d+$/),
        isAffordable: true,
      },
    });
    expect(await stateOf(chain.registrarKey)).toEqual(before);
  });

  it('can be prepared for a wallet whose key is nowhere near', async () => {
    const options = { ...basics, ...HOSPITAL, from: addressOf(chain.registrarKey), 'dry-run': true } as const;
    const { code, output } = await cli.run('add-hospital', options);
    expect([code, output.outcome]).toEqual([EXIT.done, 'accepted']);
  });

  it('of somebody who is not the registrar is refused with the decoded error, and not sent', async () => {
    const before = await stateOf(administratorKey);
    const refusal = { error: 'OwnableUnauthorizedAccount', args: { account: administrator } };
    const variants: readonly CliOptions[] = [{}, { 'dry-run': true }];
    for (const dry of variants) {
      const { code, output, stderr } = await cli.run('pause', { ...(await as(administratorKey)), ...dry });
      expect([code, output.outcome, output.refusal]).toEqual([EXIT.refused, 'refused', refusal]);
      expect(stderr).toContain(
        `The registry refuses: OwnableUnauthorizedAccount (account ${administrator}). Nothing was sent.`,
      );
    }
    expect(await stateOf(administratorKey)).toEqual(before);
  });

  it('with the wrong passphrase is not sent', async () => {
    writeFileSync(cli.path('wrong'), 'not the passphrase', { mode: 0o600 });
    const before = await stateOf(chain.registrarKey);
    const { code, stderr } = await cli.run('pause', {
      ...(await as(chain.registrarKey)),
      'passphrase-file': cli.path('wrong'),
    });
    expect(code).toBe(EXIT.unsigned);
    expect(stderr).toContain('The passphrase does not open the keystore.');
    expect(await stateOf(chain.registrarKey)).toEqual(before);
  });

  it('takes a key from a file or a signer, never as an argument', async () => {
    const hex = `0x${Buffer.from(chain.registrarKey).toString('hex')}`;
    const { code, stdout, stderr } = await cli.run('pause', { ...basics, 'private-key': hex });
    expect([code, stdout]).toEqual([EXIT.usage, '']);
    expect(stderr).toContain('--private-key is refused');
    expect(stderr).not.toContain(hex.slice(2));
  });

  it.each([
    [{}, /^--keystore FILE or --signer URL is missing/],
    [{ keystore: 'a', signer: 'http://127.0.0.1:1' }, /exclude each other/],
    [{ signer: 'http://127.0.0.1:1' }, /^--from ADDRESS is missing/],
  ])('needs exactly one who signs: %j', async (options, sentence) => {
    const { code, stderr } = await cli.run('pause', { ...basics, ...options });
    expect(code).toBe(EXIT.usage);
    expect(stderr).toMatch(sentence);
  });

  it.each<CliOptions>([
    {},
    { 'dry-run': true },
  ])('refuses a keystore of somebody else than --from: %j', async (more) => {
    const { keystore } = await cli.signWith(chain.registrarKey);
    const { code, stderr } = await cli.run('pause', { ...basics, keystore, from: administrator, ...more });
    const sentence = `--keystore holds the key of ${addressOf(chain.registrarKey)}, not of --from ${administrator}.\n`;
    expect([code, stderr]).toEqual([EXIT.usage, sentence]);
  });

  it('that the registrar makes takes effect, with its receipt and its events', async () => {
    const registrar = await as(chain.registrarKey);
    const added = await cli.run('add-hospital', { ...registrar, ...HOSPITAL });
    expect(added.code).toBe(EXIT.done);
    expect(added.output).toMatchObject({
      outcome: 'done',
      hash: expect.stringMatching(/^0x[0-9a-f]{64}$/),
      block: expect.any(Number),
      gasUsed: expect.any(Number),
      events: [{ kind: 'HospitalAdded', args: { hospital: 1, administrator, sealKey, profile } }],
    });
    for (const [command, kind] of [
      ['pause', 'Paused'],
      ['unpause', 'Unpaused'],
    ] as const) {
      const { code, output } = await cli.run(command, registrar);
      expect([code, output.events]).toEqual([EXIT.done, [{ kind, args: { account: addressOf(chain.registrarKey) } }]]);
    }
  });

  it('is done also when the node does not tell its events', async () => {
    const liar = await startLyingNode(chain.anvil.url, (method, told) => (method === 'eth_getLogs' ? [{}] : told));
    const { code, output, stderr } = await cli.run('pause', { ...(await as(chain.registrarKey)), rpc: liar.url });
    await liar.stop();
    expect([code, output.outcome, output.events]).toEqual([EXIT.done, 'done', null]);
    expect(stderr).toContain('It took effect, but its events cannot be read (chain.malformedResponse). See status.');
    expect((await cli.run('unpause', await as(chain.registrarKey))).code).toBe(EXIT.done);
  });

  it('that the administrator makes takes effect', async () => {
    const administration = await as(administratorKey);
    const hospital = 1;
    const writes = [
      ['enrol', { workstation }, { kind: 'WorkstationEnrolled', args: { workstation, hospital } }],
      ['revoke-workstation', { workstation }, { kind: 'WorkstationRevoked', args: { workstation } }],
      [
        'set-profile',
        { profile: testDigest(3) },
        { kind: 'HospitalProfileChanged', args: { hospital, profile: testDigest(3) } },
      ],
      [
        'set-seal-key',
        { 'seal-key': `0x${testDigest(4)}` },
        { kind: 'HospitalSealKeyChanged', args: { hospital, sealKey: `0x${testDigest(4)}` } },
      ],
    ] as const;
    for (const [command, options, event] of writes) {
      const { code, output } = await cli.run(command, { ...administration, ...options });
      expect([command, code, output.events]).toEqual([command, EXIT.done, [event]]);
    }
    const again = await cli.run('enrol', { ...administration, workstation });
    const refusal = { error: 'WorkstationAlreadyKnown', args: { workstation, hospital } };
    expect([again.code, again.output.refusal]).toEqual([EXIT.refused, refusal]);
  });

  it('hands a hospital over in two steps', async () => {
    const next = addressOf(nextAdministratorKey);
    const offered = await cli.run('offer-administration', { ...(await as(administratorKey)), administrator: next });
    expect(offered.output.events).toEqual([
      { kind: 'AdministrationOffered', args: { hospital: 1, administrator: next } },
    ]);
    const accepted = await cli.run('accept-administration', { ...(await as(nextAdministratorKey)), hospital: 1 });
    expect(accepted.output.events).toEqual([
      { kind: 'AdministrationAccepted', args: { hospital: 1, administrator: next } },
    ]);
  });

  it('hands the registry over in two steps', async () => {
    const [before, next] = [addressOf(chain.registrarKey), addressOf(nextRegistrarKey)];
    const offered = await cli.run('offer-registrar', { ...(await as(chain.registrarKey)), registrar: next });
    const event = { previousOwner: before, newOwner: next };
    expect(offered.output.events).toEqual([{ kind: 'OwnershipTransferStarted', args: event }]);
    const { output } = await cli.run('status', basics);
    expect([output.registrar, output.pendingRegistrar]).toEqual([before, next]);

    const accepted = await cli.run('accept-registrar', await as(nextRegistrarKey));
    expect(accepted.output.events).toEqual([{ kind: 'OwnershipTransferred', args: event }]);
    const removed = await cli.run('remove-hospital', { ...(await as(nextRegistrarKey)), hospital: 1 });
    expect(removed.output.events).toEqual([{ kind: 'HospitalRemoved', args: { hospital: HospitalId.parse(1) } }]);
    expect((await cli.run('status', basics)).output).toMatchObject({
      registrar: next,
      pendingRegistrar: null,
      problems: [],
    });
  });
});
