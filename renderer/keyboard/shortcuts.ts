/**
 * Every shortcut of the application. `keys` are written as a person reads them; `mod` is Ctrl. Those without `mod`
 * or `alt` are letters a text field needs, so they work only outside of one.
 */
export const SHORTCUTS = {
  search: { keys: 'Ctrl+K', group: 'everywhere' },
  register: { keys: 'Ctrl+N', group: 'everywhere' },
  lock: { keys: 'Ctrl+L', group: 'everywhere' },
  nextRegion: { keys: 'F6', group: 'everywhere' },
  previousRegion: { keys: 'Shift+F6', group: 'everywhere' },
  help: { keys: '?', group: 'everywhere' },
  back: { keys: 'Escape', group: 'everywhere' },
  section1: { keys: 'Alt+1', group: 'sections' },
  section2: { keys: 'Alt+2', group: 'sections' },
  section3: { keys: 'Alt+3', group: 'sections' },
  section4: { keys: 'Alt+4', group: 'sections' },
  section5: { keys: 'Alt+5', group: 'sections' },
  section6: { keys: 'Alt+6', group: 'sections' },
  newRecord: { keys: 'N', group: 'patient' },
  amend: { keys: 'E', group: 'patient' },
  print: { keys: 'Ctrl+P', group: 'patient' },
  previousTab: { keys: '[', group: 'patient' },
  nextTab: { keys: ']', group: 'patient' },
  save: { keys: 'Ctrl+S', group: 'form' },
  confirm: { keys: 'Ctrl+Enter', group: 'form' },
} as const;

export type ShortcutName = keyof typeof SHORTCUTS;
export type ShortcutGroup = (typeof SHORTCUTS)[ShortcutName]['group'];
export const SHORTCUT_GROUPS: readonly ShortcutGroup[] = ['everywhere', 'sections', 'patient', 'form'];

/** The part of a `KeyboardEvent` that decides. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** Name of the shortcut this key press means, or null. `typing`: a text field has the focus. */
export function shortcutOf(press: KeyPress, typing: boolean): ShortcutName | null {
  const pressed = written(press);
  for (const name of Object.keys(SHORTCUTS) as ShortcutName[]) {
    // Safe: the keys of the table above.
    if (SHORTCUTS[name].keys !== pressed) continue;
    return typing && isLetter(name) ? null : name;
  }
  return null;
}

/** A shortcut that is a character alone. */
export function isLetter(name: ShortcutName): boolean {
  return SHORTCUTS[name].keys.length === 1;
}

/** The press in the table's spelling. Shift counts only for named keys: `?` already needs it on most keyboards. */
function written(press: KeyPress): string {
  const key = press.key.length === 1 ? press.key.toUpperCase() : press.key;
  // With Alt the character depends on the keyboard layout, the digit's place does not.
  const digit = press.altKey ? /^Digit([1-9])$/.exec(press.code)?.[1] : undefined;
  const parts = [
    press.ctrlKey || press.metaKey ? 'Ctrl' : '',
    press.altKey ? 'Alt' : '',
    press.shiftKey && press.key.length > 1 ? 'Shift' : '',
    digit ?? key,
  ];
  return parts.filter((part) => part !== '').join('+');
}
