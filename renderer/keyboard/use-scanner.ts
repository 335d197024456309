import { useEffect, useRef } from 'react';
import { isTyping } from './keyboard.tsx';
import { isPrintedCode, ScanDetector } from './scanner.ts';

/** Put on a field that wants scanned text for itself. */
export const ACCEPTS_SCAN = { 'data-accepts-scan': '' } as const;

/**
 * Calls `onScan` for a code scanned on any screen. A code that ran into a text field which does not want it is
 * taken out again, so scanning never spoils what was typed.
 */
export function useScanner(onScan: (code: string) => void): void {
  const latest = useRef(onScan);
  latest.current = onScan;

  useEffect(() => {
    const detector = new ScanDetector();
    let before: { field: HTMLInputElement | HTMLTextAreaElement; value: string } | null = null;

    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const target = event.target;
      if (target instanceof HTMLElement && target.closest('[data-accepts-scan]')) return;
      const scanned = detector.feed(event.key, event.timeStamp);
      // The key press comes before the character is in the field: this is the value without the scan.
      if (detector.length === 1) before = isTextField(target) ? { field: target, value: target.value } : null;
      if (scanned === null || !isPrintedCode(scanned)) return;
      event.preventDefault();
      event.stopPropagation();
      if (before && isTyping(target)) setValue(before.field, before.value);
      latest.current(scanned);
    };
    // Before everything else: the Enter of a scanner must not press a button.
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, []);
}

function isTextField(target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

/** Sets a field's value so that React sees it as typed. */
function setValue(field: HTMLInputElement | HTMLTextAreaElement, value: string): void {
  const prototype = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
