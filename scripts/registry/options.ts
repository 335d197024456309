import { parseArgs } from 'node:util';
import type { z } from 'zod';
import { CommandFailure, EXIT } from './failure.ts';

/** One option of a command. Options that may be left out have a schema that accepts `undefined`. */
export interface Option<Value> {
  /** What stands for the value in the usage; null for a switch. */
  readonly placeholder: string | null;
  readonly help: string;
  /** Whether it may be given several times. */
  readonly isList?: boolean;
  readonly schema: z.ZodType<Value>;
}

/** Options by their name in the program; `chainId` is `--chain-id` on the command line. */
export type OptionTable = Readonly<Record<string, Option<unknown>>>;

export type ValuesOf<Table extends OptionTable> = {
  readonly [Name in keyof Table]: Table[Name] extends Option<infer Value> ? Value : never;
};

type Given = Map<string, (string | true)[]>;

/** What people try that would leave a secret in the process list and the shell's history. */
const SECRETS = /^(private-?key|key|secret|mnemonic|seed|seed-phrase|passphrase|password|pin)$/;
/** Longer values are not repeated on the screen: a mistyped one may be a key. */
const SHOWN_CHARACTERS = 42;

/** `--chain-id` for `chainId`. */
export function flagOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/**
 * Reads the arguments of one command.
 * @throws CommandFailure `usage` with a sentence that names the option and says what is wrong with it
 */
export function parseOptions<Table extends OptionTable>(args: readonly string[], table: Table): ValuesOf<Table> {
  const given = collect(args, table);
  const values = Object.entries(table).map(([name, option]) => [name, checkedValue(name, option, given.get(name))]);
  // Safe: each value was made by the schema of its option.
  return Object.fromEntries(values) as ValuesOf<Table>;
}

function collect(args: readonly string[], table: OptionTable): Given {
  const names = new Map(Object.keys(table).map((name) => [flagOf(name).slice(2), name]));
  const options = Object.fromEntries(
    [...names].map(([flag, name]) => [
      flag,
      { type: table[name]?.placeholder === null ? 'boolean' : 'string' } as const,
    ]),
  );
  const given: Given = new Map();
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true });
  for (const token of tokens) {
    if (token.kind === 'positional') throw wrong(`${shown(token.value)} belongs to no option.`);
    if (token.kind === 'option-terminator') throw wrong('-- belongs to no option.');
    const name = names.get(token.name);
    const option = name === undefined ? undefined : table[name];
    if (name === undefined || !option) throw unknownOption(token.name, token.rawName);
    given.set(name, [...(given.get(name) ?? []), checkedToken(token, option)]);
  }
  return given;
}

function checkedToken(
  { rawName, value, inlineValue }: { rawName: string; value?: string; inlineValue?: boolean },
  { placeholder }: Option<unknown>,
): string | true {
  if (placeholder === null) {
    if (value !== undefined) throw wrong(`${rawName} takes no value.`);
    return true;
  }
  if (value === undefined || (value.startsWith('--') && !inlineValue)) {
    throw wrong(`${rawName} needs a value: ${rawName} ${placeholder}.`);
  }
  return value;
}

function unknownOption(name: string, rawName: string): CommandFailure {
  if (!SECRETS.test(name)) return wrong(`${rawName} is no option of this command.`);
  return wrong(
    `${rawName} is refused: others on this computer can read arguments, and the shell keeps them. ` +
      'A key comes from --keystore FILE or --signer URL, a passphrase from the terminal or --passphrase-file FILE.',
  );
}

function checkedValue(name: string, option: Option<unknown>, given: readonly (string | true)[] = []): unknown {
  const { placeholder, isList, schema } = option;
  const flag = placeholder === null ? flagOf(name) : `${flagOf(name)} ${placeholder}`;
  if (given.length > 1 && !isList) throw wrong(`${flagOf(name)} is given twice.`);
  const raw = isList && given.length > 0 ? given : given[0];
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  if (raw === undefined) throw wrong(`${flag} is missing: ${option.help}.`);
  const [issue] = parsed.error.issues;
  const culprit = isList ? given[Number(issue?.path[0] ?? 0)] : raw;
  throw wrong(`${flag} is ${issue?.message ?? 'wrong'}, not ${shown(String(culprit))}.`);
}

function shown(value: string): string {
  return value.length <= SHOWN_CHARACTERS ? JSON.stringify(value) : `a value of ${value.length} characters`;
}

function wrong(sentence: string): CommandFailure {
  return new CommandFailure(EXIT.usage, sentence);
}
