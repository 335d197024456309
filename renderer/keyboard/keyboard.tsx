import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef } from 'react';
import { MAX_GAP_MS } from './scanner.ts';
import { isLetter, type ShortcutName, shortcutOf } from './shortcuts.ts';

type Handler = () => void;

interface Keyboard {
  /** The newest handler of a shortcut wins, so a dialog takes it from the screen below. Returns the end of it. */
  readonly take: (name: ShortcutName, handler: Handler) => () => void;
  /** Names that would do something now. */
  readonly taken: () => readonly ShortcutName[];
}

const KeyboardContext = createContext<Keyboard | null>(null);

/** Listens once for the whole window and gives each shortcut to whoever took it last. */
export function KeyboardProvider({ children }: { children: ReactNode }) {
  const handlers = useRef(new Map<ShortcutName, Handler[]>());

  const keyboard = useMemo<Keyboard>(
    () => ({
      take: (name, handler) => {
        const list = handlers.current.get(name) ?? [];
        handlers.current.set(name, [...list, handler]);
        return () => {
          const rest = (handlers.current.get(name) ?? []).filter((one) => one !== handler);
          handlers.current.set(name, rest);
        };
      },
      taken: () => [...handlers.current].filter(([, list]) => list.length > 0).map(([name]) => name),
    }),
    [],
  );

  useEffect(() => {
    const letters = createLetterPause();
    const onKeyDown = (event: KeyboardEvent): void => {
      letters.settle(event.key);
      if (event.defaultPrevented || event.isComposing) return;
      const name = shortcutOf(event, isTyping(event.target));
      const handler = name ? handlers.current.get(name)?.at(-1) : undefined;
      if (!name || !handler) return;
      event.preventDefault();
      if (isLetter(name)) letters.wait(event.key, handler);
      else handler();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      letters.settle('');
    };
  }, []);

  return <KeyboardContext value={keyboard}>{children}</KeyboardContext>;
}

/**
 * A letter alone may be the first of a scanned code: it counts when no other key follows at a scanner's pace. The
 * same key again is a person in a hurry, and counts at once.
 */
function createLetterPause() {
  let waiting: { key: string; handler: Handler; timer: number } | null = null;
  return {
    wait: (key: string, handler: Handler): void => {
      const run = () => {
        waiting = null;
        handler();
      };
      waiting = { key, handler, timer: window.setTimeout(run, MAX_GAP_MS) };
    },
    settle: (nextKey: string): void => {
      const letter = waiting;
      waiting = null;
      if (!letter) return;
      window.clearTimeout(letter.timer);
      if (letter.key === nextKey) letter.handler();
    },
  };
}

export function useKeyboard(): Keyboard {
  const keyboard = useContext(KeyboardContext);
  if (!keyboard) throw new Error('useKeyboard needs a KeyboardProvider above it');
  return keyboard;
}

/** Takes a shortcut while the component is on screen and `enabled`. */
export function useShortcut(name: ShortcutName, handler: Handler, enabled = true): void {
  const { take } = useKeyboard();
  const latest = useRef(handler);
  latest.current = handler;
  useEffect(() => (enabled ? take(name, () => latest.current()) : undefined), [take, name, enabled]);
}

/** Whether this element wants characters for itself: a text field, or a list that jumps to what is typed. */
export function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'submit'].includes(target.type);
  if (target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLTextAreaElement || (target instanceof HTMLElement && target.isContentEditable);
}
