/** What the command line may say. */
export interface LaunchOptions {
  /** Folder of the profile to open; null for the account's own. */
  readonly profile: string | null;
  /** Folder of a demo network that runs beside this application. */
  readonly demo: string | null;
}

/** What is known about this start before anything else runs. */
export interface LaunchConditions {
  readonly isPackaged: boolean;
  readonly isRoot: boolean;
  /** WARDKEEP_DEVELOPMENT=1 in a build that is not packaged: test drivers need Chromium's debugging switches. */
  readonly isDevelopment: boolean;
}

/** Chromium switches that only change how the window looks. */
const DISPLAY_SWITCHES = ['--lang=', '--force-device-scale-factor=', '--ozone-platform=', '--ozone-platform-hint='];

/** Exit status for a command line that is refused (`EX_USAGE` of sysexits.h). */
const REFUSED = 64;

/** The command line holds something that this application does not start with. */
export class RefusedArgumentError extends Error {
  constructor(argument: string) {
    super(`Wardkeep does not start with the argument ${JSON.stringify(argument.split('=')[0])}.`);
    this.name = 'RefusedArgumentError';
  }
}

/**
 * Reads the command line by a list of what is allowed: fuses close Node's doors into a signed binary, but not Chromium's
 * switches (`--remote-debugging-port`, `--load-extension`, `--js-flags` …), and new ones appear with every version.
 * @param args the command line without the executable.
 * @throws RefusedArgumentError for anything that is not on the list.
 */
export function readLaunchArguments(args: readonly string[], conditions: LaunchConditions): LaunchOptions {
  const switches = args.filter((argument) => argument.startsWith('-'));
  // An application that is not packaged gets its own folder as the one argument that is no switch.
  const others = args.filter((argument) => !argument.startsWith('-')).slice(conditions.isPackaged ? 0 : 1);
  const refused = conditions.isDevelopment
    ? undefined
    : [...switches.filter((argument) => !isAllowed(argument, conditions)), ...others][0];
  if (refused !== undefined) throw new RefusedArgumentError(refused);
  return { profile: readValue(switches, '--profile='), demo: readValue(switches, '--demo=') };
}

/** The same for this process: says what is refused on standard error and ends, before anything else has run. */
export function readLaunchArgumentsOrExit(conditions: LaunchConditions): LaunchOptions {
  try {
    return readLaunchArguments(process.argv.slice(1), conditions);
  } catch (error) {
    if (!(error instanceof RefusedArgumentError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return process.exit(REFUSED);
  }
}

function isAllowed(argument: string, conditions: LaunchConditions): boolean {
  if (argument === '--no-sandbox') return conditions.isRoot && !conditions.isPackaged;
  return ['--profile=', '--demo=', ...DISPLAY_SWITCHES].some((start) => argument.startsWith(start));
}

function readValue(switches: readonly string[], start: string): string | null {
  const found = switches.find((argument) => argument.startsWith(start));
  return found === undefined ? null : found.slice(start.length) || null;
}
