import { CHART_TABS, type ChartTab } from '../../routes.ts';

/** The next or the previous tab; after the last comes the first. */
export function tabBeside(tab: ChartTab, step: 1 | -1): ChartTab {
  const index = CHART_TABS.indexOf(tab) + step;
  return CHART_TABS.at(index % CHART_TABS.length) ?? tab;
}
