import { useTranslation } from 'react-i18next';
import type { VitalSeries } from '../../../preload/api/records.ts';
import { useFormat } from '../../ui/format.ts';
import { SourceLabel } from '../../ui/source-label.tsx';
import type { PlotPoint } from './vital-plot.ts';
import styles from './vitals-table.module.css';

/** The same values as the plot, newest first. */
export function VitalsTable({ series, points }: { series: VitalSeries; points: readonly PlotPoint[] }) {
  const { t } = useTranslation('chart');
  const format = useFormat();
  return (
    <section
      className={styles.scroll}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable to scroll it
      tabIndex={0}
      aria-label={t('vital.plot', { kind: t(`vital.${series.kind}`), count: points.length })}
    >
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('vital.when')}</th>
            <th scope="col" className={styles.number}>
              {t('vital.value', { unit: series.unit })}
            </th>
            <th scope="col">{t('vital.source')}</th>
          </tr>
        </thead>
        <tbody>
          {points.toReversed().map((point) => (
            <tr key={`${point.atMs} ${point.first}`}>
              <td>{format.dateTime(point.atMs)}</td>
              <td className={styles.number}>
                {format.number(point.first)}
                {point.second === null ? null : ` / ${format.number(point.second)}`}
              </td>
              <td>{point.source ? <SourceLabel name={point.source} /> : t('vital.here')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
