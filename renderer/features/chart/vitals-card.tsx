import { NativeSelect, SegmentedControl, Skeleton } from '@mantine/core';
import { IconChartLine } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VitalSeries } from '../../../preload/api/records.ts';
import { Card } from '../../ui/card.tsx';
import { useFormat } from '../../ui/format.ts';
import { TextButton } from '../../ui/text-button.tsx';
import { endOfYearShown, PLOT_SPANS, type PlotSpan, preparePlot } from './vital-plot.ts';
import styles from './vitals-card.module.css';
import { VitalsTable } from './vitals-table.tsx';

const VitalsPlot = lazy(async () => ({ default: (await import('./vitals-plot.tsx')).VitalsPlot }));

/** One vital sign at a time as a plot, or as a table for whoever reads that better. */
export function VitalsCard(props: {
  vitals: readonly VitalSeries[];
  onAdd: () => void;
  className?: string | undefined;
}) {
  const { t } = useTranslation('chart');
  const withPoints = props.vitals.filter((series) => series.points.length > 0);
  const [kind, setKind] = useState<string>('bloodPressure');
  const series = withPoints.find((one) => one.kind === kind) ?? withPoints[0];
  return (
    <Card
      className={props.className}
      title={series ? t(`vital.${series.kind}`) : t('card.vitals')}
      icon={<IconChartLine aria-hidden />}
      note={series?.unit}
      action={<TextButton onClick={props.onAdd}>{t('vital.add')}</TextButton>}
    >
      {series ? (
        <SeriesBody
          series={series}
          picker={
            <NativeSelect
              size="xs"
              aria-label={t('vital.pick')}
              value={series.kind}
              onChange={(event) => setKind(event.currentTarget.value)}
              data={withPoints.map((one) => ({ value: one.kind, label: t(`vital.${one.kind}`) }))}
            />
          }
        />
      ) : (
        <p className={styles.empty}>{t('empty.vitals')}</p>
      )}
    </Card>
  );
}

function SeriesBody({ series, picker }: { series: VitalSeries; picker: ReactNode }) {
  const { t } = useTranslation('chart');
  const [span, setSpan] = useState<PlotSpan>('year');
  const [isTable, setIsTable] = useState(false);
  const { date } = useFormat();
  const plot = useMemo(() => preparePlot(series, span), [series, span]);
  const endOfYear = endOfYearShown(plot, Date.now());
  const year = endOfYear ? t('vital.yearTo', { month: date(endOfYear) }) : t('vital.year');
  return (
    <div className={styles.body}>
      <div className={styles.controls}>
        {picker}
        <SegmentedControl
          size="xs"
          aria-label={t('vital.span')}
          value={span}
          onChange={setSpan}
          data={PLOT_SPANS.map((value) => ({ value, label: value === 'year' ? year : t('vital.all') }))}
        />
        <TextButton onClick={() => setIsTable(!isTable)}>{isTable ? t('vital.asPlot') : t('vital.asTable')}</TextButton>
      </div>
      {isTable ? (
        <VitalsTable series={series} points={plot.points} />
      ) : (
        <Suspense fallback={<Skeleton height={150} />}>
          <VitalsPlot series={series} plot={plot} />
        </Suspense>
      )}
    </div>
  );
}
