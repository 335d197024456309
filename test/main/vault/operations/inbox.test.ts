import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LogStep, RawLog } from '../../../../main/links/net-link.ts';
import { topicOf } from '../../../../main/registry/logs.ts';
import { followFrom, storeStep } from '../../../../main/vault/operations/inbox.ts';
import { getChainCursor } from '../../../../main/vault/store/queries/chain-cursor.ts';
import { sql } from '../../../../main/vault/store/sql.ts';
import { openTestVault, type TestVault } from '../../../fixtures/vault.ts';

const hash = (number: number) => `0x${number.toString(16).padStart(64, '0')}`;

function aStep(fromBlock: number, toBlock: number, changes: Partial<LogStep> = {}): LogStep {
  const toBlockTime = 1_780_000_000 + toBlock * 12;
  return { fromBlock, toBlock, toBlockHash: hash(toBlock), toBlockTime, headBlock: toBlock, logs: [], ...changes };
}

const WORKSTATION = '22'.repeat(20);

/** A record of a workstation as the chain logs it: its number, and a tag and a pointer of its own. */
function aRecord(sequence: number, blockNumber: number): RawLog {
  const word = (value: number | string) => value.toString(16).padStart(64, '0');
  return {
    blockNumber,
    blockHash: hash(blockNumber),
    logIndex: sequence,
    transactionHash: hash(1000 + sequence),
    topics: [topicOf('RecordAdded'), `0x${word(WORKSTATION)}`, hash(2000 + sequence)],
    data: `0x${word(sequence)}${word(3000 + sequence)}`,
  };
}

describe('a step of the log', () => {
  let vault: TestVault;

  beforeEach(async () => {
    vault = await openTestVault();
  });
  afterEach(() => vault.remove());

  it('[SYN7] is followed from the registry’s first block, then from where the log ends', () => {
    expect(followFrom(vault.context)).toEqual({ fromBlock: 0, after: null });
    storeStep(vault.context, aStep(0, 7));
    expect(followFrom(vault.context)).toEqual({ fromBlock: 8, after: { blockNumber: 7, blockHash: hash(7) } });
  });

  it('[SYN7] with blocks missing before it is not stored', () => {
    storeStep(vault.context, aStep(0, 7));
    expect(storeStep(vault.context, aStep(9, 12))).toEqual({ isGap: true, hasChanged: false });
    expect(getChainCursor(vault.context.db)?.blockNumber).toBe(7);
  });

  it('[A7] that holds something else than events of the registry is refused whole', () => {
    const log = { blockNumber: 1, blockHash: hash(1), logIndex: 0, transactionHash: hash(2), data: '0x' };
    const step = aStep(0, 1, { logs: [{ ...log, topics: [hash(3)] }] });
    expect(() => storeStep(vault.context, step)).toThrow(expect.objectContaining({ code: 'chain.malformedResponse' }));
    expect(getChainCursor(vault.context.db)).toBeUndefined();
    expect(vault.context.db.all(sql`SELECT * FROM chain_logs`)).toEqual([]);
  });

  it('[CON2] in which a number of a workstation is missing or comes twice was not told whole', () => {
    const { context } = vault;
    const refused = expect.objectContaining({ code: 'chain.malformedResponse' });
    storeStep(context, aStep(0, 1, { logs: [aRecord(0, 1), aRecord(1, 1)] }));
    expect(() => storeStep(context, aStep(2, 2, { logs: [aRecord(3, 2)] }))).toThrow(refused);
    expect(() => storeStep(context, aStep(2, 2, { logs: [aRecord(2, 2), aRecord(4, 2)] }))).toThrow(refused);
    expect(() => storeStep(context, aStep(2, 2, { logs: [aRecord(1, 2)] }))).toThrow(refused);
    expect(getChainCursor(context.db)?.blockNumber).toBe(1);
    storeStep(context, aStep(2, 2, { logs: [aRecord(2, 2)] }));
    // The block that held the number is replayed after a reorganisation.
    storeStep(context, aStep(1, 2, { logs: [aRecord(0, 2)] }));
    expect(context.db.all(sql`SELECT sequence FROM chain_logs`)).toEqual([{ sequence: 0 }]);
  });

  it('[SYN10] after a reorganisation to older blocks leaves the newest block time standing', () => {
    storeStep(vault.context, aStep(0, 7));
    const before = getChainCursor(vault.context.db);
    storeStep(vault.context, aStep(3, 5));
    expect(getChainCursor(vault.context.db)).toEqual({ ...before, blockNumber: 5, blockHash: hash(5), headBlock: 5 });
    expect(vault.context.sync.time.now()).toBeGreaterThanOrEqual((1_780_000_000 + 7 * 12) * 1000);
  });
});
