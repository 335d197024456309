import { expect, it } from 'vitest';
import { addressOf } from '../../../main/registry/addresses.ts';
import { headAfter } from '../../../main/registry/head.ts';
import type { RegistryIntent } from '../../../main/registry/intents.ts';
import { readWorkstation } from '../../../main/registry/reads.ts';
import { testDigest } from '../../fixtures/registry-chain.ts';
import type { CodecWorld, Said } from './world.ts';

export function testRecords(world: CodecWorld): void {
  it('[CON2] replays a stream of single, batched and removed records to the head the contract stores', async () => {
    const workstation = addressOf(world.workstationB);
    const entry = (number: number) => ({ tag: `0x${testDigest(100 + number)}`, pointer: testDigest(200 + number) });
    const entries = Array.from({ length: 20 }, (_, index) => entry(index + 1));
    const said = [
      ...(await world.say(world.workstationB, { kind: 'addPatientRecord', args: { sequence: 0, ...entry(0) } })),
      ...(await world.say(world.workstationB, { kind: 'addPatientRecords', args: { firstSequence: 1, entries } })),
      ...(await world.say(world.workstationB, { kind: 'removePatientRecord', args: { sequence: 21, ...entry(3) } })),
    ];
    expect(said).toEqual([
      ...[entry(0), ...entries].map((args, sequence) => ({
        kind: 'RecordAdded',
        args: { workstation, sequence, ...args },
      })),
      { kind: 'RecordRemoved', args: { workstation, sequence: 21, ...entry(3) } },
    ]);

    const entryOf = (event: Said) => {
      if (event.kind === 'RecordAdded' || event.kind === 'RecordRemoved') return { ...event.args, kind: event.kind };
      throw new Error('only records belong to a stream');
    };
    const replay = (events: Said[]) => headAfter(events.map(entryOf));
    const { head, sequence } = await world.chain.read(readWorkstation(workstation));
    expect(sequence).toBe(22);
    expect(replay(said)).toBe(head);
    expect(replay(said.slice(1)), 'one missing').not.toBe(head);
    expect(replay([...said].reverse()), 'reordered').not.toBe(head);
  });

  it('[CON5] says what a repeated batch met, with the expected and the actual sequence', async () => {
    const { sequence: expected } = await world.chain.read(readWorkstation(addressOf(world.workstationA)));
    const entries = [{ tag: `0x${testDigest(51)}`, pointer: testDigest(52) }];
    const repeated: RegistryIntent = { kind: 'addPatientRecords', args: { firstSequence: expected, entries } };
    await world.say(world.workstationA, repeated);
    expect(await world.refusalOf(world.workstationA, repeated)).toEqual({
      error: 'WorkstationSequenceMismatch',
      args: { expected: expected + 1, actual: expected },
    });
    const again = await world.chain.write(world.workstationA, repeated);
    expect(again.succeeded).toBe(false);
  });

  it('[CON4] asks for access without naming a patient', async () => {
    const args = { to: world.hospitalA.hospitalId, request: testDigest(61) };
    expect(await world.say(world.workstationB, { kind: 'requestAccess', args })).toEqual([
      { kind: 'AccessRequested', args: { from: world.hospitalB.hospitalId, ...args } },
    ]);
  });

  it('anchors an audit head', async () => {
    const args = { head: `0x${testDigest(71)}`, report: testDigest(72) };
    expect(await world.say(world.workstationA, { kind: 'anchorAudit', args })).toEqual([
      { kind: 'AuditAnchored', args: { workstation: addressOf(world.workstationA), ...args } },
    ]);
  });
}
