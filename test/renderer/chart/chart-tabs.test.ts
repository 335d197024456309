import { describe, expect, it } from 'vitest';
import { tabBeside } from '../../../renderer/features/chart/tab-beside.ts';
import { CHART_TABS } from '../../../renderer/routes.ts';

describe('the keys [ and ]', () => {
  it('visit every tab once and come back to the first', () => {
    const visited = CHART_TABS.map((_, steps) =>
      Array.from({ length: steps }).reduce<(typeof CHART_TABS)[number]>((tab) => tabBeside(tab, 1), 'summary'),
    );
    expect(visited).toEqual([...CHART_TABS]);
    expect(tabBeside('whoLooked', 1)).toBe('summary');
  });

  it('go back the same way', () => {
    for (const tab of CHART_TABS) expect(tabBeside(tabBeside(tab, 1), -1)).toBe(tab);
    expect(tabBeside('summary', -1)).toBe('whoLooked');
  });
});
