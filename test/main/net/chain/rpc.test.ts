import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { chainId, headerAt, logsBetween, receiptOf } from '../../../../main/net/chain/calls.ts';
import { Rpc } from '../../../../main/net/chain/rpc.ts';
import { anvilMissing, startAnvil } from '../../../fixtures/anvil.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A real server that answers as it likes. */
async function aNode(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`;
}

const answering = (body: unknown, status = 200) =>
  aNode((_request, response) => {
    response.statusCode = status;
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });

const ok = (result: unknown) => [{ jsonrpc: '2.0', id: 0, result }];
const hash = (digit: string) => `0x${digit.repeat(64)}`;

describe('[SYN11] a question to a node', () => {
  it.skipIf(anvilMissing)('is answered with the shape it asked for, alone and in a batch', async () => {
    const anvil = await startAnvil();
    const rpc = new Rpc(anvil.url);
    expect(await rpc.call(chainId())).toBe(anvil.chainId);
    const [id, head, none] = await rpc.callAll([chainId(), headerAt('latest'), headerAt(1_000_000)]);
    expect([id, head?.number, none]).toEqual([anvil.chainId, 0, null]);
    expect(await rpc.ask({ ...chainId(), method: 'eth_doesNotExist' })).toMatchObject({ ok: false });
    await anvil.stop();
    await expect(rpc.call(chainId())).rejects.toMatchObject({
      code: 'chain.unreachable',
      details: { reason: 'network' },
    });
  });

  it('settles in time when the node says nothing', async () => {
    const rpc = new Rpc(await aNode(() => undefined), { deadlineMs: 100 });
    await expect(rpc.call(chainId())).rejects.toMatchObject({
      code: 'chain.unreachable',
      details: { reason: 'deadline' },
    });
  });

  it('settles in time when the node never ends its answer', async () => {
    const rpc = new Rpc(await aNode((_request, response) => void response.write('[')), { deadlineMs: 100 });
    await expect(rpc.call(chainId())).rejects.toMatchObject({
      code: 'chain.unreachable',
      details: { reason: 'deadline' },
    });
  });

  it('keeps no more of an answer than the bound', async () => {
    const rpc = new Rpc(await answering('x'.repeat(100_000)), { maxResponseBytes: 10_000 });
    const details = { reason: 'tooLarge', limitBytes: 10_000 };
    await expect(rpc.call(chainId())).rejects.toMatchObject({ code: 'chain.malformedResponse', details });
  });

  it('does not follow a redirect', async () => {
    const elsewhere = await answering(ok('0x1'));
    const url = await aNode((_request, response) => response.writeHead(307, { location: elsewhere }).end());
    await expect(new Rpc(url).call(chainId())).rejects.toMatchObject({ code: 'chain.unreachable' });
  });

  it.each([
    ['no JSON', '<html>', 200, 'chain.malformedResponse', 'notJsonRpc'],
    ['another shape', { hello: 1 }, 200, 'chain.malformedResponse', 'notJsonRpc'],
    ['an error page', 'Bad gateway', 502, 'chain.unreachable', 'http'],
    [
      'an answer to something else',
      [{ jsonrpc: '2.0', id: 7, result: '0x1' }],
      200,
      'chain.malformedResponse',
      'unanswered',
    ],
    ['a number that is none', ok('0xzz'), 200, 'chain.malformedResponse', 'shape'],
    ['a number beyond any', ok(`0x${'f'.repeat(20)}`), 200, 'chain.malformedResponse', 'shape'],
  ])('refuses %s', async (_name, body, status, code, reason) => {
    const rpc = new Rpc(await answering(body, status));
    await expect(rpc.call(chainId())).rejects.toMatchObject({ code, details: { reason } });
  });

  it('takes the refusal of a node as an answer, also with an HTTP error', async () => {
    const body = { jsonrpc: '2.0', id: 0, error: { code: -32000, message: 'no', data: '0xabcd' } };
    const rpc = new Rpc(await answering(body, 400));
    expect(await rpc.ask(chainId())).toEqual({ ok: false, refusal: { code: -32000, message: 'no', data: '0xabcd' } });
    const details = { method: 'eth_chainId', rpcCode: -32000 };
    await expect(rpc.call(chainId())).rejects.toMatchObject({ code: 'chain.refused', details });
  });
});

describe('[attack 14] logs and receipts that were not asked for', () => {
  const registry = `0x${'aa'.repeat(20)}`;
  const log = {
    address: registry,
    blockNumber: '0x5',
    blockHash: hash('1'),
    logIndex: '0x0',
    transactionHash: hash('2'),
    topics: [hash('3')],
    data: '0x',
  };

  it("are read in the chain's order", async () => {
    const rows = [{ ...log, blockNumber: '0x6' }, { ...log, logIndex: '0x1' }, log];
    const logs = await new Rpc(await answering(ok(rows))).call(logsBetween(registry, 5, 6));
    expect(logs.map(({ blockNumber, logIndex }) => [blockNumber, logIndex])).toEqual([
      [5, 0],
      [5, 1],
      [6, 0],
    ]);
  });

  it.each([
    ['of another contract', { address: `0x${'bb'.repeat(20)}` }],
    ['of another block', { blockNumber: '0x9' }],
    ['taken back', { removed: true }],
    ['with too many topics', { topics: Array(5).fill(hash('3')) }],
  ])('are refused: %s', async (_name, change) => {
    const rpc = new Rpc(await answering(ok([{ ...log, ...change }])));
    await expect(rpc.call(logsBetween(registry, 5, 6))).rejects.toMatchObject({ code: 'chain.malformedResponse' });
  });

  it('are refused: the receipt of another transaction', async () => {
    const receipt = {
      transactionHash: hash('4'),
      status: '0x1',
      blockNumber: '0x1',
      blockHash: hash('5'),
      gasUsed: '0x1',
    };
    const rpc = new Rpc(await answering(ok(receipt)));
    await expect(rpc.call(receiptOf(hash('6')))).rejects.toMatchObject({ code: 'chain.malformedResponse' });
  });
});
