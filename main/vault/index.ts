import { AppError } from '../../preload/api/errors.ts';
import { connect, type LinkEmit, serve } from '../links/link.ts';
import { netLink } from '../links/net-link.ts';
import { onHello } from '../links/parent-port.ts';
import type { LinkPort } from '../links/port.ts';
import { vaultLink } from '../links/vault-link.ts';
import { readySodium, systemRandom } from './crypto/sodium.ts';
import { Sync } from './operations/sync.ts';
import { reportBug } from './report-bug.ts';
import { callService } from './services/call.ts';
import type { NetConnection, VaultContext } from './services/context.ts';
import { lock, unlock } from './services/session.ts';

/**
 * Entry of the vault process. It waits without keys; one unlock opens it for one person, and it never closes again:
 * the shell kills it and starts another.
 */
let context: VaultContext | null = null;
let net: NetConnection | null = null;
let sync: Sync | null = null;

onHello((kind, port) => {
  if (kind === 'shell') serveShell(port);
  else connectNet(port);
});

function connectNet(port: LinkPort): void {
  net?.close();
  const connection = connect(netLink, port);
  net = connection;
  sync?.attach(connection);
  port.onClose(() => {
    if (net === connection) net = null;
  });
}

function serveShell(port: LinkPort): void {
  const emit: LinkEmit<typeof vaultLink> = serve(
    vaultLink,
    port,
    {
      unlock: async (request) => {
        if (context) throw new Error('the vault opens once');
        await readySodium();
        context = await unlock(request, {
          now: Date.now,
          random: systemRandom,
          net: () => net,
          emit: (event, payload) => emit('emitted', { event, payload }),
          onBug: reportBug,
          startSync: (offline) => {
            sync = new Sync(offline);
            return sync;
          },
        });
        return context.user;
      },
      call: async (call) => {
        if (!context) throw new AppError('session.locked', 'Nobody is signed in');
        return await callService(context, call, reportBug);
      },
      close: () => {
        if (context) lock(context);
        context = null;
        return null;
      },
    },
    reportBug,
  );
}
