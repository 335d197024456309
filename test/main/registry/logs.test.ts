import { Interface } from 'ethers/abi';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REGISTRY_ABI } from '../../../main/registry/generated/abi.ts';
import { EVENTS_BY_TOPIC } from '../../../main/registry/generated/signatures.ts';
import { decodeLog, type RegistryLog, topicOf } from '../../../main/registry/logs.ts';
import { AppError } from '../../../preload/api/errors.ts';
import { testDigest } from '../../fixtures/registry-chain.ts';

const abi = new Interface(REGISTRY_ABI);
const position = {
  blockNumber: 12,
  blockHash: `0x${'ab'.repeat(32)}`,
  logIndex: 3,
  transactionHash: `0x${'cd'.repeat(32)}`,
};
const workstation = `0x${'5a'.repeat(20)}`;
const tag = `0x${testDigest(1)}`;
const pointer = testDigest(2);

function recordLog(change: Partial<RegistryLog> = {}): RegistryLog {
  const { topics, data } = abi.encodeEventLog('RecordAdded', [workstation, tag, 9, `0x${pointer}`]);
  return { ...position, topics, data, ...change };
}

/** A value of a Solidity type, as the general library takes it. */
function anyValue(type: string): fc.Arbitrary<string | number | bigint | boolean> {
  const hex = (bytes: number) =>
    fc.uint8Array({ minLength: bytes, maxLength: bytes }).map((value) => `0x${Buffer.from(value).toString('hex')}`);
  if (type === 'address') return hex(20);
  if (type === 'bool') return fc.boolean();
  if (type.startsWith('bytes')) return hex(Number(type.slice(5)));
  const bits = Number(type.slice(4));
  return bits <= 48 ? fc.integer({ min: 0, max: 2 ** Math.min(bits, 31) - 1 }) : fc.bigInt(0n, 2n ** 53n - 1n);
}

describe('decodeLog', () => {
  it('gives plain values under the event’s own names, with its position', () => {
    expect(decodeLog(recordLog())).toEqual({
      kind: 'RecordAdded',
      ...position,
      args: { workstation, tag, sequence: 9, pointer },
    });
  });

  it('knows every event of the contract', () => {
    const events = REGISTRY_ABI.filter((entry) => entry.type === 'event').map((entry) => entry.name);
    expect(
      Object.values(EVENTS_BY_TOPIC)
        .map((event) => event.name)
        .sort(),
    ).toEqual([...events].sort());
  });

  it.each(Object.values(EVENTS_BY_TOPIC))('agrees with a general ABI decoder on $name', ({ name, inputs }) => {
    const fragment = abi.getEvent(name);
    if (!fragment) throw new Error('the ABI has the event');
    fc.assert(
      fc.property(fc.tuple(...fragment.inputs.map((input) => anyValue(input.type))), (values) => {
        const { topics, data } = abi.encodeEventLog(fragment, values);
        const { args } = decodeLog({ ...position, topics, data });
        const expected = inputs.map((input, index) => {
          const value = String(values[index]).toLowerCase();
          return [input.name, input.type === ('Pointer' as string) ? value.slice(2) : value];
        });
        expect(Object.entries(args).map(([key, value]) => [key, String(value)])).toEqual(expected);
      }),
      { numRuns: 30, seed: 1 },
    );
  });

  const { topics, data } = recordLog();
  const [topic0 = '', topic1 = '', topic2 = ''] = topics;
  it.each<[string, Partial<RegistryLog>]>([
    ['no topics', { topics: [] }],
    ['an unknown event', { topics: [`0x${'11'.repeat(32)}`, topic1, topic2] }],
    ['a topic too few', { topics: [topic0, topic1] }],
    ['a topic too many', { topics: [topic0, topic1, topic2, topic2] }],
    ['a topic too short', { topics: [topic0, topic1, '0x1234'] }],
    ['a topic that is no hex', { topics: [topic0, topic1, `0x${'zz'.repeat(32)}`] }],
    ['an address with dirty upper bytes', { topics: [topic0, `0x01${topic1.slice(4)}`, topic2] }],
    ['no data', { data: '0x' }],
    ['data too short', { data: data.slice(0, -2) }],
    ['data too long', { data: `${data}00` }],
    ['data that is no hex', { data: `0x${'zz'.repeat(64)}` }],
    ['a number that is too large', { data: `0x${'ff'.repeat(64)}` }],
    ['a topic called __proto__', { topics: ['__proto__', topic1, topic2] }],
  ])('refuses %s with a typed error', (_, change) => {
    let refusal: unknown;
    try {
      decodeLog(recordLog(change));
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(AppError);
    expect(refusal).toMatchObject({
      code: 'chain.malformedResponse',
      details: { blockNumber: 12, logIndex: 3 },
    });
  });
});

describe('topicOf', () => {
  it('is what a filter needs', () => {
    expect(topicOf('RecordAdded')).toBe(abi.getEvent('RecordAdded')?.topicHash);
  });
});
