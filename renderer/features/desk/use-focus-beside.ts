import { type RefObject, useEffect, useRef } from 'react';
import type { DraftId } from '../../../preload/api/ids.ts';

/**
 * When the draft that was asked about is gone, the focus goes to the button of the one that takes its place, or of the
 * last one, because many are discarded one after the other. `drafts`: those on screen. Returns what to call when asking.
 */
export function useFocusBeside(
  list: RefObject<HTMLElement | null>,
  drafts: readonly { readonly id: DraftId }[],
  isAsking: boolean,
): (id: DraftId) => void {
  const asked = useRef<{ id: DraftId; index: number } | null>(null);
  useEffect(() => {
    const gone = asked.current;
    if (!gone || isAsking || drafts.some(({ id }) => id === gone.id)) return;
    asked.current = null;
    if (!document.activeElement?.matches('body, main')) return;
    const buttons = list.current?.querySelectorAll<HTMLElement>(':scope > * > button:last-child') ?? [];
    const beside = buttons[Math.min(gone.index, buttons.length - 1)] ?? document.querySelector('main');
    beside?.focus();
  });
  return (id) => {
    asked.current = { id, index: drafts.findIndex((draft) => draft.id === id) };
  };
}
