import type { MessagePortMain } from 'electron';
import type { Envelope } from '../../preload/api/define.ts';
import type { SessionUser } from '../../preload/api/session.ts';
import type { LinkClient } from '../links/link.ts';
import { type FileGrant, vaultLink } from '../links/vault-link.ts';
import { type ServiceProcess, startService } from './service-process.ts';

export type UnlockArguments = Parameters<LinkClient<typeof vaultLink>['unlock']>[0];

/** The one vault process of this application: waiting without keys, or open. */
export interface VaultHost {
  /** Has a process waiting, so that unlocking costs little more than checking the passphrase. */
  prepare(): void;
  /** Refuses with `session.wrongPassphrase`, `store.*`, or `ipc.linkClosed` when the process ended meanwhile. */
  unlock(args: UnlockArguments): Promise<SessionUser>;
  /** Calls a method of the contract whose home is the vault. */
  call(method: string, args: unknown, files: FileGrant[]): Promise<Envelope<unknown>>;
  /** Gives the process its end of a line to the net process. */
  connectPeer(port: MessagePortMain): void;
  /** Lets the process write its last words, then kills it: the only dependable way to wipe keys from a JavaScript heap. */
  end(): Promise<void>;
}

/** @param parts `onEnded` tells of an end that nobody asked for. */
export function createVaultHost(parts: {
  readonly entry: string;
  readonly onEvent: (event: string, payload: unknown) => void;
  readonly onEnded: () => void;
}): VaultHost {
  let current: ServiceProcess<typeof vaultLink> | null = null;

  function running(): ServiceProcess<typeof vaultLink> {
    if (current) return current;
    const started = startService('vault', parts.entry, vaultLink);
    current = started;
    started.link.on('emitted', ({ event, payload }) => {
      if (current === started) parts.onEvent(event, payload);
    });
    void started.ended.then(() => {
      if (current !== started) return;
      current = null;
      parts.onEnded();
    });
    return started;
  }

  return {
    prepare: () => void running(),
    unlock: (args) => running().link.call.unlock(args),
    call: (method, args, files) => running().link.call.call({ method, args, files }),
    connectPeer: (port) => running().connectPeer(port),
    end: async () => {
      const ending = current;
      current = null;
      if (!ending) return;
      // Whatever becomes of the last words, the process ends.
      await ending.link.call.close({}).catch(() => {});
      await ending.kill();
    },
  };
}
