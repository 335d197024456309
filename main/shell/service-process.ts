import { MessageChannelMain, type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron';
import { connect, type LinkConnection, type LinkContract } from '../links/link.ts';
import { fromElectronPort } from '../links/port.ts';

/** The vault or the net process as the shell sees it. */
export interface ServiceProcess<C extends LinkContract> {
  readonly link: LinkConnection<C>;
  /** Gives the process one end of a direct line to the other service. */
  connectPeer(port: MessagePortMain): void;
  /** Ends the process at once, without asking it; settles when it is gone. */
  kill(): Promise<void>;
  /** Settles when the process is gone, for whatever reason. */
  readonly ended: Promise<void>;
}

/**
 * Starts a service in a process of its own and opens the typed link to it.
 * @param entry path of the built entry, an ES module.
 */
export function startService<C extends LinkContract>(name: string, entry: string, contract: C): ServiceProcess<C> {
  const child = utilityProcess.fork(entry, [], { serviceName: `Wardkeep ${name}`, stdio: 'inherit' });
  const { port1, port2 } = new MessageChannelMain();
  child.postMessage({ kind: 'shell' }, [port2]);
  const ended = new Promise<void>((resolve) => void child.once('exit', () => resolve()));
  return {
    link: connect(contract, fromElectronPort(port1)),
    connectPeer: (port) => child.postMessage({ kind: 'peer' }, [port]),
    kill: () => killed(child, ended),
    ended,
  };
}

async function killed(child: UtilityProcess, ended: Promise<void>): Promise<void> {
  // SIGKILL, because a handler of another signal would run with the keys still in memory. A process that has not got
  // its number yet holds nothing, and the ordinary end is enough.
  if (child.pid === undefined) child.kill();
  else {
    try {
      process.kill(child.pid, 'SIGKILL');
    } catch {
      // It is gone already.
    }
  }
  await ended;
}

/** Connects two running services directly: what they say to each other does not pass through the shell. */
export function connectServices(
  one: Pick<ServiceProcess<LinkContract>, 'connectPeer'>,
  other: Pick<ServiceProcess<LinkContract>, 'connectPeer'>,
): void {
  const { port1, port2 } = new MessageChannelMain();
  one.connectPeer(port1);
  other.connectPeer(port2);
}
