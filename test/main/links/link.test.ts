import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { connect, type LinkConnection, type LinkHandlers, linkMethod, serve } from '../../../main/links/link.ts';
import { fromNodePort, type LinkPort } from '../../../main/links/port.ts';
import { AppError } from '../../../preload/api/errors.ts';

const contract = {
  methods: {
    double: linkMethod({ args: z.strictObject({ n: z.int() }), result: z.int(), deadlineMs: 5_000 }),
    wait: linkMethod({ args: z.strictObject({}), result: z.null(), deadlineMs: 20 }),
  },
  events: { counted: z.strictObject({ n: z.int() }) },
} as const;

type Handlers = LinkHandlers<typeof contract>;
const ports: LinkPort[] = [];
afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

function aPair(): [LinkPort, LinkPort] {
  const { port1, port2 } = new MessageChannel();
  const pair: [LinkPort, LinkPort] = [fromNodePort(port1), fromNodePort(port2)];
  ports.push(...pair);
  return pair;
}

function aLink(handlers: Partial<Handlers> = {}) {
  const [here, there] = aPair();
  const bugs: unknown[] = [];
  const all: Handlers = { double: ({ n }) => 2 * n, wait: () => new Promise(() => undefined), ...handlers };
  const emit = serve(contract, there, all, (error) => bugs.push(error));
  const link: LinkConnection<typeof contract> = connect(contract, here);
  return { link, emit, bugs, there };
}

/** A caller that keeps to no contract. */
function rawCall(message: unknown): Promise<unknown> {
  const [here, there] = aPair();
  serve(contract, there, { double: ({ n }) => 2 * n, wait: () => null }, () => undefined);
  return new Promise((resolve) => {
    here.onMessage(resolve);
    here.post(message);
  });
}

describe('a call over a link', () => {
  it('is answered', async () => {
    expect(await aLink().link.call.double({ n: 21 })).toBe(42);
  });

  it('[A7] with arguments that do not fit is refused, by name of the field', async () => {
    const { link } = aLink();
    await expect(link.call.double({ n: 1.5 })).rejects.toMatchObject({
      code: 'ipc.badArguments',
      details: { name: 'double', path: 'n' },
    });
  });

  it.each(['toString', '__proto__', 'constructor', 'unknown'])('[A7] of the method %s is refused', async (method) => {
    expect(await rawCall({ kind: 'call', id: 1, method, args: {} })).toMatchObject({
      kind: 'error',
      error: { code: 'ipc.badArguments' },
    });
  });

  it('keeps the code of an expected refusal', async () => {
    const { link, bugs } = aLink({
      double: () => {
        throw new AppError('disk.full', 'No space', { details: { freeBytes: 0 } });
      },
    });
    await expect(link.call.double({ n: 1 })).rejects.toMatchObject({ code: 'disk.full', details: { freeBytes: 0 } });
    expect(bugs).toEqual([]);
  });

  it('[A1] says nothing of an unexpected error but its name', async () => {
    const bug = new TypeError('Mrs Example, born 1984');
    const { link, bugs } = aLink({
      double: () => {
        throw bug;
      },
    });
    const refused = await link.call.double({ n: 1 }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'internal.bug', details: { name: 'TypeError' } });
    expect(JSON.stringify(refused)).not.toContain('Example');
    expect(bugs).toEqual([bug]);
  });

  it('[SYN11] that gets no answer settles at its deadline', async () => {
    await expect(aLink().link.call.wait({})).rejects.toMatchObject({
      code: 'ipc.deadline',
      details: { method: 'wait' },
    });
  });

  it('settles when the other side ends, and so does every later one', async () => {
    const { link, there } = aLink({ double: () => new Promise(() => undefined) });
    const open = link.call.double({ n: 1 });
    there.close();
    await expect(open).rejects.toMatchObject({ code: 'ipc.linkClosed' });
    await expect(link.call.double({ n: 1 })).rejects.toMatchObject({ code: 'ipc.linkClosed' });
  });

  it('[A7] whose result does not fit the contract is refused', async () => {
    // Safe: this is the mistake under test.
    const { link } = aLink({ double: () => 'many' as unknown as number });
    await expect(link.call.double({ n: 1 })).rejects.toMatchObject({ code: 'ipc.badArguments' });
  });
});

describe('an event over a link', () => {
  it('reaches those who listen, until they stop', async () => {
    const { link, emit } = aLink();
    const heard: number[] = [];
    const stop = link.on('counted', ({ n }) => heard.push(n));
    emit('counted', { n: 1 });
    await link.call.double({ n: 0 });
    stop();
    emit('counted', { n: 2 });
    await link.call.double({ n: 0 });
    expect(heard).toEqual([1]);
  });

  it('[A7] that does not fit the contract reaches nobody', async () => {
    const { link, there } = aLink();
    const heard: unknown[] = [];
    link.on('counted', (payload) => heard.push(payload));
    there.post({ kind: 'event', event: 'counted', payload: { n: 'one' } });
    there.post({ kind: 'event', event: 'constructor', payload: {} });
    there.post('nonsense');
    await link.call.double({ n: 0 });
    expect(heard).toEqual([]);
  });
});
