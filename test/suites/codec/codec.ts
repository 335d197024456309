import { afterAll, beforeAll, describe } from 'vitest';
import type { EvmClient, EvmNode } from '../../fixtures/evm-node.ts';
import { deployRegistry } from '../../fixtures/registry-chain.ts';
import { testConsent } from './consent.ts';
import { testHospitals } from './hospitals.ts';
import { testKeys } from './keys.ts';
import { testRecords } from './records.ts';
import { CodecWorld } from './world.ts';

/** Everything the codec says is said to a real contract, and everything it reads was written by one. */
export function testCodec(client: EvmClient): void {
  describe.skipIf(client.missing)(`the codec against a real registry on ${client.name}`, () => {
    const world = new CodecWorld();
    let node: EvmNode;

    beforeAll(async () => {
      node = await client.start();
      await world.begin(await deployRegistry(node));
    });

    afterAll(() => node?.stop());

    testHospitals(world);
    testRecords(world);
    testConsent(world);
    const { passTime } = client;
    testKeys(world, passTime && ((seconds) => passTime(node, seconds)));
  });
}
