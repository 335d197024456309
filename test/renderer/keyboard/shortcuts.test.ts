import { describe, expect, it } from 'vitest';
import { type KeyPress, SHORTCUTS, shortcutOf } from '../../../renderer/keyboard/shortcuts.ts';

function press(key: string, held: Partial<KeyPress> = {}): KeyPress {
  return { key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held };
}

describe('shortcuts', () => {
  it('give every key press at most one meaning', () => {
    const keys = Object.values(SHORTCUTS).map((shortcut) => shortcut.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('are found with Ctrl, with Alt and alone', () => {
    expect(shortcutOf(press('k', { ctrlKey: true }), false)).toBe('search');
    expect(shortcutOf(press('S', { ctrlKey: true }), true)).toBe('save');
    expect(shortcutOf(press('Enter', { ctrlKey: true }), true)).toBe('confirm');
    expect(shortcutOf(press('n'), false)).toBe('newRecord');
    expect(shortcutOf(press('Escape'), true)).toBe('back');
    expect(shortcutOf(press('F6', { shiftKey: true }), true)).toBe('previousRegion');
    expect(shortcutOf(press('?', { shiftKey: true }), false)).toBe('help');
  });

  it('take the digit of Alt from its place, because its character depends on the keyboard', () => {
    expect(shortcutOf(press('¡', { altKey: true, code: 'Digit1' }), true)).toBe('section1');
  });

  it('leave letters to a text field', () => {
    expect(shortcutOf(press('n'), true)).toBeNull();
    expect(shortcutOf(press('?', { shiftKey: true }), true)).toBeNull();
    expect(shortcutOf(press('['), true)).toBeNull();
  });

  it('leave other key presses alone', () => {
    expect(shortcutOf(press('n', { altKey: true }), false)).toBeNull();
    expect(shortcutOf(press('k'), false)).toBeNull();
    expect(shortcutOf(press('Enter'), false)).toBeNull();
  });
});
