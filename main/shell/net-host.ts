import { netControlLink } from '../links/net-link.ts';
import type { NetworkPolicy } from '../links/policy.ts';
import { logBug } from './log.ts';
import { type ServiceProcess, startService } from './service-process.ts';

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;
/** A process that lived this long was healthy: the next end starts the delays anew. */
const HEALTHY_MS = 60_000;

/** The net process: started once a screen is up, started again when it ends. Nothing ever waits for it. */
export interface NetHost {
  /** The running process, null while there is none. */
  current(): ServiceProcess<typeof netControlLink> | null;
  /** Lets the process close its sockets and files, then ends it for good. */
  stop(): Promise<void>;
}

/**
 * Starts the net process, unless the profile has no valid policy: then there is nothing to connect to, and the screens
 * say so. @param parts `onStarted` is told each time a process runs, the first time and after every restart.
 */
export function startNetHost(parts: {
  readonly entry: string;
  readonly profile: string;
  readonly readPolicy: () => Promise<NetworkPolicy | null>;
  readonly onStarted: (net: ServiceProcess<typeof netControlLink>) => void;
}): NetHost {
  let current: ServiceProcess<typeof netControlLink> | null = null;
  let waiting: NodeJS.Timeout | undefined;
  let delayMs = FIRST_DELAY_MS;
  let isStopped = false;

  async function start(): Promise<void> {
    const policy = await parts.readPolicy().catch(() => null);
    if (policy !== null && !isStopped) run(policy);
  }

  function run({ chain, swarm }: NetworkPolicy): void {
    const startedAt = performance.now();
    const started = startService('net', parts.entry, netControlLink);
    current = started;
    started.link.call
      .start({ profile: parts.profile, chain, swarm })
      .then(() => parts.onStarted(started))
      .catch((error: unknown) => {
        if (isStopped) return;
        logBug('net did not start', error);
        void started.kill();
      });
    void started.ended.then(() => {
      current = null;
      if (isStopped) return;
      if (performance.now() - startedAt > HEALTHY_MS) delayMs = FIRST_DELAY_MS;
      waiting = setTimeout(() => void start(), delayMs);
      delayMs = Math.min(delayMs * 2, LONGEST_DELAY_MS);
    });
  }

  void start();
  return {
    current: () => current,
    stop: async () => {
      isStopped = true;
      clearTimeout(waiting);
      if (!current) return;
      const ending = current;
      await ending.link.call.stop({}).catch(() => {});
      await ending.kill();
    },
  };
}
