import type { WebContents } from 'electron';
import { type EventName, type EventPayload, events } from '../../preload/api/contract.ts';
import { logBug } from './log.ts';

export interface EventSender {
  /** Tells the screens something. */
  readonly emit: <N extends EventName>(event: N, payload: EventPayload<N>) => void;
  /** Passes on what the vault says, if it is an event of the contract with a payload that fits. */
  readonly relay: (event: string, payload: unknown) => void;
}

export function createEventSender(page: WebContents): EventSender {
  function send(event: string, payload: unknown): void {
    if (!page.isDestroyed()) page.send(event, payload);
  }
  return {
    emit: send,
    relay: (event, payload) => {
      const schema = Object.entries(events).find(([name]) => name === event)?.[1];
      const parsed = schema?.safeParse(payload);
      if (parsed?.success) send(event, parsed.data);
      else logBug('event of the vault', parsed?.error);
    },
  };
}
