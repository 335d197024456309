import type { RegistryEvent } from '../../../main/registry/logs.ts';

/** An event of the registry as everybody sees it who has a node. */
export type PublicEvent = RegistryEvent & {
  /** Seconds since 1970, of its block. */
  readonly blockTime: number;
  /** Who paid for the transaction. */
  readonly sender: string;
};

/** All that a linking script gets. */
export interface PublicView {
  readonly events: readonly PublicEvent[];
  /** The rhythm is policy and no secret; 0 means at once. */
  readonly rhythmMinutes: number;
}

/** What the hospitals know and nobody else: persons by number. */
export interface Truth {
  readonly personOfRef: ReadonlyMap<string, number>;
  readonly personOfPointer: ReadonlyMap<string, number>;
}
