import { afterEach, beforeEach, describe } from 'vitest';
import type { EvmClient } from '../../fixtures/evm-node.ts';
import { testSending } from './sending.ts';
import { testSendingAgain } from './sending-again.ts';
import { ChainWorld } from './world.ts';

/** Bringing signed transactions to the chain of a real node. */
export function testSender(client: EvmClient): void {
  describe.skipIf(client.missing)(`on ${client.name}`, () => {
    const world = new ChainWorld(client);
    beforeEach(() => world.begin());
    afterEach(() => world.end());
    testSending(world);
    testSendingAgain(world);
  });
}
