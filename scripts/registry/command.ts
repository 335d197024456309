import type { ExitCode } from './failure.ts';
import { type OptionTable, parseOptions, type ValuesOf } from './options.ts';

/** What a command prints on stdout as one JSON object, and how the process ends. */
export interface CommandResult {
  readonly exit: ExitCode;
  readonly output: Readonly<Record<string, unknown>>;
}

export interface Command {
  readonly name: string;
  readonly summary: string;
  readonly options: OptionTable;
  /** @throws CommandFailure for every expected condition */
  readonly run: (args: readonly string[]) => Promise<CommandResult>;
}

/** Ties a command's work to its options, so that the work gets checked values of the right types. */
export function defineCommand<Table extends OptionTable>(definition: {
  readonly name: string;
  readonly summary: string;
  readonly options: Table;
  readonly run: (values: ValuesOf<Table>) => Promise<CommandResult>;
}): Command {
  const { run, ...rest } = definition;
  return { ...rest, run: (args) => run(parseOptions(args, definition.options)) };
}
