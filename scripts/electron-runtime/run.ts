import { spawn } from 'node:child_process';

/** How a command is run. All optional: the defaults inherit this process's directory and environment. */
export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** The command is ended with SIGKILL after this time and counts as failed. */
  readonly timeoutMs?: number;
}

/**
 * Runs a command without a shell and returns what it wrote to standard output.
 * @throws Error with the end of what the command said when it cannot start, fails or runs out of time.
 */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env,
      timeout: options.timeoutMs,
      killSignal: 'SIGKILL',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let complaint = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      complaint = (complaint + chunk).slice(-2000);
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve(output);
      else
        reject(new Error(`${command} ended with ${signal ?? code}: ${complaint.trim() || output.slice(-2000).trim()}`));
    });
  });
}
