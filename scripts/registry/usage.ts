import type { Command } from './command.ts';
import { EXIT } from './failure.ts';
import { flagOf, type Option } from './options.ts';

/** All commands, a line each. */
export function overviewOf(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  const codes = Object.entries(EXIT).map(([name, code]) => `${code} ${name}`);
  return [
    'npm run registry -- <command> [options]',
    '',
    ...lines,
    '',
    'npm run registry -- <command> --help lists its options. docs/consortium.md tells how they belong together.',
    `Exit codes: ${codes.join(', ')}.`,
  ].join('\n');
}

/** One command with its options. */
export function usageOf({ name, summary, options }: Command): string {
  const entries = Object.entries(options).map(
    ([option, details]) => [spelling(option, details), details.help] as const,
  );
  const width = Math.max(0, ...entries.map(([left]) => left.length));
  const lines = entries.map(([left, help]) => `  ${left.padEnd(width)}  ${help}`);
  return [`npm run registry -- ${name} [options]`, `  ${summary}`, '', ...lines].join('\n');
}

function spelling(name: string, { placeholder }: Option<unknown>): string {
  return placeholder === null ? flagOf(name) : `${flagOf(name)} ${placeholder}`;
}
