import type { Page } from 'playwright-core';

/** More stops than any screen has; a name that is not reached by then cannot be reached with the keyboard. */
const MOST_STOPS = 120;

/** Walks with Tab until the focus is on what a screen reader calls `name`. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const seen: string[] = [];
  for (let stop = 0; stop <= MOST_STOPS; stop++) {
    const focused = await focusedName(page);
    if (typeof name === 'string' ? focused === name || focused.startsWith(`${name} `) : name.test(focused)) return;
    seen.push(focused);
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reaches ${String(name)}. It stops at: ${[...new Set(seen)].join(' · ')}`);
}

/** Walks to a field and types into it, over what stands there. */
export async function typeInto(page: Page, label: string | RegExp, text: string): Promise<void> {
  await tabTo(page, label);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
}

/** Walks to a button, link or tab and presses it. */
export async function press(page: Page, name: string | RegExp, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press(key);
}

/** The accessible name of what has the focus, as far as the forms here need it. */
function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) return '';
    const byId = (element.getAttribute('aria-labelledby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.innerText ?? '')
      .join(' ')
      .trim();
    const label = 'labels' in element && element.labels instanceof NodeList ? element.labels[0] : undefined;
    const text =
      element.getAttribute('aria-label') ??
      (byId || (label instanceof HTMLElement ? label.innerText : '') || element.innerText || element.title);
    return text.replace(/\s+/g, ' ').replace(/ \*$/, '').trim();
  });
}
