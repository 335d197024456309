// Compiles what `solc-client.mjs` sends, one request after the other. Tells its parent when it listens.
import { createServer } from 'node:net';
import { argv } from 'node:process';
import { text } from 'node:stream/consumers';
import solc from 'solc';

const server = createServer({ allowHalfOpen: true }, async (client) => {
  client.on('error', () => {});
  client.end(solc.compile(await text(client)));
});
server.listen(argv[2], () => process.send?.(solc.version()));
// Nobody is left to ask.
process.on('disconnect', () => process.exit());
