import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '../../keyboard/keyboard.tsx';
import { CHART_TABS, type ChartTab } from '../../routes.ts';
import styles from './chart-tabs.module.css';
import { tabBeside } from './tab-beside.ts';

/** The tabs of the chart. Their content is the page's body, so they only say which one is shown. */
export function ChartTabs({ tab, onTab }: { tab: ChartTab; onTab: (tab: ChartTab) => void }) {
  const { t } = useTranslation('chart');
  return (
    <Tabs
      value={tab}
      onChange={(value) => {
        const next = CHART_TABS.find((one) => one === value);
        if (next) onTab(next);
      }}
      classNames={{ list: styles.list, tab: styles.tab }}
    >
      <Tabs.List aria-label={t('tabs')}>
        {CHART_TABS.map((one) => (
          <Tabs.Tab key={one} value={one}>
            {t(`tab.${one}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
    </Tabs>
  );
}

/** `[` and `]` go round the tabs. */
export function useTabKeys(tab: ChartTab, onTab: (tab: ChartTab) => void): void {
  useShortcut('previousTab', () => onTab(tabBeside(tab, -1)));
  useShortcut('nextTab', () => onTab(tabBeside(tab, 1)));
}
