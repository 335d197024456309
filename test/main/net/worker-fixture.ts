import { MessageChannel, Worker } from 'node:worker_threads';
import { connect, type LinkConnection } from '../../../main/links/link.ts';
import { netControlLink, netLink } from '../../../main/links/net-link.ts';
import { fromNodePort } from '../../../main/links/port.ts';

/** The real entry of the net process, in a worker of plain Node. */
export interface NetWorker {
  readonly control: LinkConnection<typeof netControlLink>;
  /** What a vault does after an unlock: a new port, which replaces the one before. */
  connectVault(): LinkConnection<typeof netLink>;
  end(): Promise<void>;
}

export async function startNetWorker(): Promise<NetWorker> {
  const worker = new Worker(new URL('../../../main/net/index.ts', import.meta.url));
  const portFor = (kind: 'shell' | 'peer') => {
    const { port1, port2 } = new MessageChannel();
    worker.postMessage({ kind, port: port2 }, [port2]);
    return fromNodePort(port1);
  };
  const control = connect(netControlLink, portFor('shell'));
  // Loading takes longer than some calls may: from here on the deadlines count.
  await answered(() => control.call.stop({}));
  return {
    control,
    connectVault: () => connect(netLink, portFor('peer')),
    end: async () => {
      await control.call.stop({});
      await worker.terminate();
    },
  };
}

async function answered(call: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries++) {
    const failure = await call().then(
      () => null,
      (error: unknown) => error,
    );
    if (failure === null) return;
    if (tries === 6) throw failure;
  }
}
