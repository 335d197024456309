/**
 * `npm run registry -- <command>`: what a consortium does with its registry from the command line (docs/consortium.md).
 * One JSON object on stdout, sentences on stderr, exit codes as in `failure.ts`.
 */
import { COMMANDS } from './commands.ts';
import { CommandFailure, EXIT, type ExitCode, toFailure } from './failure.ts';
import { say } from './say.ts';
import { overviewOf, usageOf } from './usage.ts';

process.exitCode = await main(process.argv.slice(2));

async function main([name, ...args]: readonly string[]): Promise<ExitCode> {
  if (name === undefined || name === 'help' || name === '--help') {
    say(overviewOf(COMMANDS));
    return name === undefined ? EXIT.usage : EXIT.done;
  }
  try {
    const command = COMMANDS.find((known) => known.name === name);
    if (!command) throw new CommandFailure(EXIT.usage, `There is no command of this name.\n\n${overviewOf(COMMANDS)}`);
    if (args.includes('--help')) {
      say(usageOf(command));
      return EXIT.done;
    }
    const { exit, output } = await command.run(args);
    process.stdout.write(`${JSON.stringify({ command: name, ...output }, null, 2)}\n`);
    return exit;
  } catch (error) {
    const failure = toFailure(error);
    say(failure.message);
    return failure.exit;
  }
}
