import type { WardkeepApi } from '../../preload/api/contract.ts';

declare global {
  interface Window {
    /** The whole of what the screens can reach; the preload exposes it frozen. */
    readonly wardkeep: WardkeepApi;
  }
}
