import type { NetHealth } from '../../links/net-link.ts';
import type { ChainTime } from './chain-time.ts';

/** What a use case may ask of the synchronisation that runs beside it. Nothing here waits for the network (A4). */
export interface SyncPort {
  /** There is something new to send: look soon. Does nothing while no network process is attached. */
  wake(): void;
  /** Tries everything once, now, and settles when it was tried; what came of it is read from the database. */
  tryNow(): Promise<void>;
  /** What was last seen of the chain and the peers. */
  health(): NetHealth;
  /** The block store refused to keep more. */
  isDiskFull(): boolean;
  /** Decides whether a consent has expired. */
  readonly time: ChainTime;
  /** Nothing touches the database afterwards. */
  stop(): void;
}
