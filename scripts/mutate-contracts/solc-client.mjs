#!/usr/bin/env node
// Stands in for the compiler and hands everything to a `solc-server.mjs` that is warm already: loading the npm compiler
// anew for each of hundreds of mutants would cost more than compiling them.
import { connect } from 'node:net';
import { argv, env, stdin, stdout } from 'node:process';

if (argv.includes('--version')) {
  stdout.write(`solc, the solidity compiler commandline interface\nVersion: ${env.WARDKEEP_SOLC_VERSION}\n`);
} else {
  const server = connect(env.WARDKEEP_SOLC_SOCKET);
  stdin.pipe(server);
  server.pipe(stdout);
}
