#!/usr/bin/env node
// Gives forge the compiler from the npm package `solc`, because the native one is downloaded from a release server
// that closed networks do not reach. Forge asks for two things only: `--version`, and `--standard-json` on standard input.
import { stdin, stdout } from 'node:process';
import { text } from 'node:stream/consumers';
import solc from 'solc';

if (process.argv.includes('--version')) {
  stdout.write(`solc, the solidity compiler commandline interface\nVersion: ${solc.version()}\n`);
} else if (process.argv.includes('--standard-json')) {
  // Forge's pipe does not block, so it cannot be read in one synchronous call.
  stdout.write(solc.compile(await text(stdin)));
} else {
  process.stderr.write('solc-shim understands --version and --standard-json only\n');
  process.exitCode = 2;
}
