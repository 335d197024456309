const FOCUSABLE = 'a[href], button:not([disabled]), input:not([disabled]), select, textarea, [tabindex="0"]';

/**
 * Moves the focus to the next part of the window (`data-region`), or the previous one, around its ends. Within a
 * region it lands on the current item or the first thing that can have the focus.
 */
export function moveRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')];
  const present = regions.findIndex((region) => region.contains(document.activeElement));
  const start = present === -1 ? (step === 1 ? -1 : 0) : present;
  const next = regions[(start + step + regions.length) % regions.length];
  if (!next) return;
  const target = next.querySelector<HTMLElement>('[aria-current="page"]') ?? next.querySelector<HTMLElement>(FOCUSABLE);
  if (!target) next.tabIndex = -1;
  (target ?? next).focus();
}
