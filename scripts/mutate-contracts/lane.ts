import { type ChildProcess, execFile, fork } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
export const FORGE = resolve(ROOT, 'node_modules/@foundry-rs/forge-linux-amd64/bin/forge');
/** What a lane needs of the checkout, besides packages. */
const NEEDED = ['package.json', 'contracts', 'scripts/mutate-contracts/solc-client.mjs'];
/** Much longer than any run; a mutant that loops for ever runs into it. */
const TIMEOUT_MS = 240_000;

/**
 * Compiled without optimizer, and the tests not again when only the contract has changed: the question is what the tests
 * notice, not what the code costs.
 */
const FASTER = {
  FOUNDRY_CONFIG: 'contracts/foundry.toml',
  FOUNDRY_OPTIMIZER: 'false',
  FOUNDRY_DYNAMIC_TEST_LINKING: 'true',
  FOUNDRY_SOLC: 'scripts/mutate-contracts/solc-client.mjs',
  FOUNDRY_GAS_LIMIT: '5000000000',
  FOUNDRY_INVARIANT_SHRINK_RUN_LIMIT: '0',
  FOUNDRY_THREADS: '1',
  NO_COLOR: '1',
};

export interface ForgeRun {
  readonly exitCode: number;
  readonly output: string;
}

/** A copy of the contracts and their tests in which something may be broken. */
export interface Lane {
  readonly folder: string;
  readonly viaIr: ViaIr;
  /** Replaces one file of the copy; what is returned brings back what was there. */
  readonly replace: (path: string, content: string) => () => void;
  readonly forge: (args: readonly string[], settings?: Readonly<Record<string, string>>) => Promise<ForgeRun>;
  readonly close: () => void;
}

/** How the compiler gets from source to code: `false` is five times as fast, `true` is what is deployed. */
type ViaIr = 'false' | 'true';

/**
 * A lane whose tests pass. Code that leans on what the deployed pipeline happens to do fails on the quick one, and is then
 * compiled slowly.
 * @param failureOf runs the tests
 * @throws Error with what forge says when they fail either way
 */
export async function openPassingLane(
  root: string,
  tests: readonly string[],
  failureOf: (lane: Lane) => Promise<ForgeRun | undefined>,
): Promise<Lane> {
  const failures: string[] = [];
  for (const viaIr of ['false', 'true'] as const) {
    const lane = await openLane(root, tests, viaIr);
    const failure = await failureOf(lane);
    if (!failure) return lane;
    failures.push(failure.output);
    lane.close();
  }
  throw new Error(`the tests fail on the contract as it is:\n${failures.at(-1)?.slice(-4000)}`);
}

/**
 * @param root the checkout, or another lane: then what it has compiled comes along
 * @param tests which of the tests come along, files or folders below the checkout
 */
export async function openLane(root: string, tests: readonly string[], viaIr: ViaIr): Promise<Lane> {
  const folder = mkdtempSync(join(tmpdir(), 'wardkeep-lane-'));
  for (const path of [...NEEDED, ...tests]) {
    // What the checkout has compiled was compiled with other settings.
    const filter = (from: string) => root !== ROOT || !from.includes('.forge');
    cpSync(resolve(root, path), resolve(folder, path), { recursive: true, filter });
  }
  symlinkSync(resolve(ROOT, 'node_modules'), resolve(folder, 'node_modules'));
  const { server, environment } = await startCompiler(join(folder, 'solc.socket'));
  return {
    folder,
    viaIr,
    replace: (path, content) => {
      const file = resolve(folder, path);
      const before = readFileSync(file);
      writeFileSync(file, content);
      return () => writeFileSync(file, before);
    },
    forge: (args, settings) =>
      runForge(folder, args, {
        ...process.env,
        ...FASTER,
        FOUNDRY_VIA_IR: viaIr,
        ...environment,
        ...settings,
      }),
    close: () => {
      server.disconnect();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Compiler {
  readonly server: ChildProcess;
  readonly environment: Readonly<Record<string, string>>;
}

function startCompiler(socket: string): Promise<Compiler> {
  const server = fork(resolve(import.meta.dirname, 'solc-server.mjs'), [socket]);
  return new Promise((settle, fail) => {
    server.once('exit', (code) => fail(new Error(`the compiler ended with ${code}`)));
    server.once('message', (version) => {
      settle({ server, environment: { WARDKEEP_SOLC_SOCKET: socket, WARDKEEP_SOLC_VERSION: String(version) } });
    });
  });
}

function runForge(folder: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<ForgeRun> {
  const options = { cwd: folder, env, maxBuffer: 2 ** 26, timeout: TIMEOUT_MS, killSignal: 'SIGKILL' } as const;
  return new Promise((settle) => {
    execFile(FORGE, [...args, '--root', '.'], options, (error, stdout, stderr) => {
      settle({ exitCode: error ? Number(error.code) || 1 : 0, output: `${stdout}${stderr}` });
    });
  });
}
