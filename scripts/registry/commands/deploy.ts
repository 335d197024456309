import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { codeAt } from '../../../main/net/chain/calls.ts';
import { deployedAddress, deploymentData } from '../../../main/registry/deploy.ts';
import { defineCommand } from '../command.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { CHAIN_OPTIONS, type ChainConnection, connectChain, requireHeader } from '../network/connect.ts';
import { type Deployment, requireNoDeployment, saveDeployment } from '../network/deployments.ts';
import { flag, optional, SomeAddress, wholeNumber } from '../option-values.ts';
import type { Option, ValuesOf } from '../options.ts';
import { readTerms } from '../proof/registry-state.ts';
import { say } from '../say.ts';
import { describeDeployment } from '../write/describe.ts';
import { performWrite, WRITE_OPTIONS } from '../write/perform.ts';

const ARTIFACT = join(import.meta.dirname, '..', '..', '..', 'contracts', 'generated', 'HospitalRegistry.json');
const Artifact = z.object({ bytecode: z.string().regex(/^0x[0-9a-f]+$/) });
const SECONDS_PER_DAY = 86_400;

const RECOVERY_WAIT: Option<number> = {
  placeholder: 'N',
  help: 'days from the proposal of a recovery until it can be finished, for the life of the registry (14)',
  schema: wholeNumber(1, 60).default(14),
};

const OPTIONS = {
  ...CHAIN_OPTIONS,
  registrar: optional('ADDRESS', SomeAddress, 'who admits and removes hospitals (whoever deploys)'),
  recoveryWaitDays: RECOVERY_WAIT,
  save: flag('writes the deployment file, so that other commands find the registry'),
  ...WRITE_OPTIONS,
};
type Values = ValuesOf<typeof OPTIONS>;

export const deploy = defineCommand({
  name: 'deploy',
  summary: 'creates a registry',
  options: OPTIONS,
  run: async (values) => {
    const connection = await connectChain(values);
    if (values.save) requireNoDeployment(connection.folder, connection.chainId);
    const recoveryWait = values.recoveryWaitDays * SECONDS_PER_DAY;
    const { bytecode } = Artifact.parse(JSON.parse(readFileSync(ARTIFACT, 'utf8')));
    return await performWrite(
      {
        connection,
        to: null,
        data: (sender) => deploymentData(bytecode, { registrar: values.registrar ?? sender, recoveryWait }),
        describe: describeDeployment,
        completed: async ({ blockNumber }, { from, transaction: { nonce } }) => {
          const registry = deployedAddress(from, nonce);
          const registrar = values.registrar ?? from;
          return await publish(connection, { registry, registrar, recoveryWait, startBlock: blockNumber }, values);
        },
      },
      values,
    );
  },
});

type Terms = Pick<Deployment, 'registry' | 'registrar' | 'recoveryWait' | 'startBlock'>;

/** Asks the chain whether the registry is there and says what it was created with, before anybody relies on it. */
async function publish(
  connection: ChainConnection,
  expected: Terms,
  { save }: Values,
): Promise<Record<string, unknown>> {
  const { rpc, chainId, folder } = connection;
  const { registry, startBlock } = expected;
  const header = await requireHeader(rpc, startBlock);
  const code = await rpc.call(codeAt(registry));
  const found = code === '0x' ? null : await readTerms(rpc, registry, startBlock);
  if (found?.registrar !== expected.registrar || found.recoveryWait !== expected.recoveryWait) {
    throw new CommandFailure(EXIT.unproven, `What is at ${registry} is not the registry that was deployed.`);
  }
  const deployment = { chainId, ...expected, deployedAt: new Date(header.timeSeconds * 1000).toISOString() };
  if (!save) return { deployment };
  const savedAs = saveDeployment(folder, deployment);
  say(`Saved as ${savedAs}.`);
  return { deployment, savedAs };
}
