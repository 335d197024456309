import { onHello } from '../links/parent-port.ts';
import { NetHost } from './host.ts';

/**
 * Entry of the net process: an Electron utility process, or a worker of plain Node. It holds no key and no
 * plaintext; whatever a peer or a chain node does to it, there is nothing to take.
 */
function onBug(error: unknown): void {
  // Where, not what: a message may quote what was being worked on.
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
  const name = error instanceof Error ? error.name : typeof error;
  process.stderr.write(`net: unexpected ${name}\n${frames.join('\n')}\n`);
}

// No key of a message of a peer or a node can reach a prototype. Node's switch for it is a fuse that is off.
Reflect.deleteProperty(Object.prototype, '__proto__');

process.on('unhandledRejection', onBug);

const host = new NetHost(onBug);
onHello((kind, port) => host.accept(kind, port));
