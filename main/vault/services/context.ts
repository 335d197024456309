import type { EventName, EventPayload } from '../../../preload/api/contract.ts';
import type { SessionUser } from '../../../preload/api/session.ts';
import type { LinkConnection } from '../../links/link.ts';
import type { netLink } from '../../links/net-link.ts';
import type { NetworkPolicy } from '../../links/policy.ts';
import type { FileGrant } from '../../links/vault-link.ts';
import type { WorkstationKeys } from '../crypto/workstation-keys.ts';
import type { SyncPort } from '../operations/sync-port.ts';
import type { WritableDb } from '../store/handles.ts';

export type NetConnection = LinkConnection<typeof netLink>;

/** Everything a use case needs, built once after unlocking and gone when the process is killed. */
export interface VaultContext {
  /** Folder of this installation. */
  readonly profile: string;
  readonly db: WritableDb;
  readonly keys: WorkstationKeys;
  readonly policy: NetworkPolicy;
  readonly user: SessionUser;
  /** Milliseconds since 1970; injected so that tests decide what time it is. */
  readonly now: () => number;
  readonly random: (bytes: number) => Uint8Array;
  /** Null while the net process is absent: nothing waits for it (A4). */
  readonly net: () => NetConnection | null;
  readonly sync: SyncPort;
  readonly emit: <N extends EventName>(event: N, payload: EventPayload<N>) => void;
  /** Told of what is thrown by work that nobody waits for and that is no `AppError`. */
  readonly onBug: (error: unknown) => void;
  /** Files of the current call the person chose; the renderer only ever named their ids. */
  readonly files: ReadonlyMap<string, FileGrant>;
}
