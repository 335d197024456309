import { logsBetween } from '../../../main/net/chain/calls.ts';
import type { RegistryIntent } from '../../../main/registry/intents.ts';
import { decodeLog, type RegistryEvent } from '../../../main/registry/logs.ts';
import { encodeIntent } from '../../../main/registry/transactions.ts';
import { AppError } from '../../../preload/api/errors.ts';
import { type Command, defineCommand } from '../command.ts';
import { connectRegistry, REGISTRY_OPTIONS, type RegistryConnection } from '../network/connect.ts';
import type { OptionTable, ValuesOf } from '../options.ts';
import { say } from '../say.ts';
import { describeCall } from './describe.ts';
import { performWrite, WRITE_OPTIONS } from './perform.ts';

const COMMON_OPTIONS = { ...REGISTRY_OPTIONS, ...WRITE_OPTIONS };
type CommonValues = ValuesOf<typeof COMMON_OPTIONS>;

/** A command that is one write to the registry: what is its own are its options and the intent they make. */
export function registryWrite<Table extends OptionTable>(definition: {
  readonly name: string;
  readonly summary: string;
  readonly options: Table;
  readonly intent: (values: ValuesOf<Table>) => RegistryIntent;
}): Command {
  const { name, summary, options, intent } = definition;
  return defineCommand({
    name,
    summary,
    options: { ...options, ...COMMON_OPTIONS },
    run: async (values) => {
      // Safe: the table above is these two tables, and the type of a generic spread does not say so.
      const common = values as unknown as CommonValues;
      const data = encodeIntent(intent(values as unknown as ValuesOf<Table>));
      const connection = await connectRegistry(common);
      const { registry } = connection;
      return await performWrite(
        {
          connection,
          to: registry,
          data: () => data,
          describe: describeCall,
          completed: async ({ blockNumber, transactionHash }) => ({
            events: await eventsOf(connection, blockNumber, transactionHash),
          }),
        },
        common,
      );
    },
  });
}

/** Null if the node does not tell: the write took effect all the same. */
async function eventsOf({ rpc, registry }: RegistryConnection, block: number, hash: string) {
  try {
    const logs = await rpc.call(logsBetween(registry, block, block));
    return logs.filter(({ transactionHash }) => transactionHash === hash).map((log) => shownEvent(decodeLog(log)));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    say(`It took effect, but its events cannot be read (${error.code}). See status.`);
    return null;
  }
}

/** An event as the commands print it: what happened, without where. */
function shownEvent({ kind, args }: RegistryEvent) {
  return { kind, args };
}
