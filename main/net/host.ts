import { AppError } from '../../preload/api/errors.ts';
import { type LinkEmit, type LinkHandlers, serve } from '../links/link.ts';
import { netControlLink, netLink } from '../links/net-link.ts';
import type { LinkPort } from '../links/port.ts';
import { createNet, type Net, type NetEvent } from './net.ts';

/**
 * Serves net to the processes around it: the shell starts and stops it, one vault at a time uses it. Net runs on
 * while no vault is there, so that what was queued is sent while the workstation is locked.
 */
export class NetHost {
  readonly #onBug: (error: unknown) => void;
  #net: Net | null = null;
  #vault: { port: LinkPort; emit: LinkEmit<typeof netLink> } | null = null;
  #emitToShell: LinkEmit<typeof netControlLink> = () => undefined;

  constructor(onBug: (error: unknown) => void) {
    this.#onBug = onBug;
  }

  accept(kind: 'shell' | 'peer', port: LinkPort): void {
    if (kind === 'shell') this.#serveShell(port);
    else this.#serveVault(port);
  }

  #serveShell(port: LinkPort): void {
    const handlers: LinkHandlers<typeof netControlLink> = {
      start: async (options) => {
        await this.#stop();
        this.#net = await createNet({ ...options, onEvent: (event) => this.#forward(event) });
        return null;
      },
      stop: async () => {
        await this.#stop();
        return null;
      },
    };
    this.#emitToShell = serve(netControlLink, port, handlers, this.#onBug);
  }

  /** After each unlock a new vault takes the place of the one that was killed. */
  #serveVault(port: LinkPort): void {
    this.#vault?.port.close();
    const emit = serve(netLink, port, this.#vaultHandlers(), this.#onBug);
    this.#vault = { port, emit };
    this.#net?.pauseFollowing();
    port.onClose(() => {
      if (this.#vault?.port !== port) return;
      this.#vault = null;
      this.#net?.pauseFollowing();
    });
  }

  #vaultHandlers(): LinkHandlers<typeof netLink> {
    const handlers = () => {
      if (this.#net) return this.#net.handlers;
      throw new AppError('net.unavailable', 'The network part has not been started');
    };
    return {
      putBlocks: (args) => handlers().putBlocks(args),
      getBlocks: (args) => handlers().getBlocks(args),
      followLogs: (args) => handlers().followLogs(args),
      stepStored: (args) => handlers().stepStored(args),
      sendTransactions: (args) => handlers().sendTransactions(args),
      parcels: (args) => handlers().parcels(args),
      transactionCount: (args) => handlers().transactionCount(args),
      streams: (args) => handlers().streams(args),
      poke: (args) => handlers().poke(args),
      health: (args) => handlers().health(args),
    };
  }

  #forward({ event, payload }: NetEvent): void {
    if (event === 'health.changed') this.#emitToShell(event, payload);
    this.#vault?.emit(event, payload);
  }

  async #stop(): Promise<void> {
    const net = this.#net;
    this.#net = null;
    await net?.stop();
  }
}
