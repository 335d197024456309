#!/usr/bin/env node
// Gives forge the compiler from the npm package `solc`, because the native one is downloaded from a release server
// that closed networks do not reach. Forge asks for two things only: `--version`, and `--standard-json` on standard input.
import { readFileSync } from 'node:fs';
import { stdout } from 'node:process';
import solc from 'solc';

if (process.argv.includes('--version')) {
  stdout.write(`solc, the solidity compiler commandline interface\nVersion: ${solc.version()}\n`);
} else if (process.argv.includes('--standard-json')) {
  stdout.write(solc.compile(readFileSync(0, 'utf8')));
} else {
  process.stderr.write('solc-shim understands --version and --standard-json only\n');
  process.exitCode = 2;
}
