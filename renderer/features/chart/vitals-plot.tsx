import { useTranslation } from 'react-i18next';
import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { VitalSeries } from '../../../preload/api/records.ts';
import { useFormat } from '../../ui/format.ts';
import { labelledDate, type Plot, type PlotPoint } from './vital-plot.ts';
import styles from './vitals-plot.module.css';

const LINES = [
  { key: 'first', colour: 'var(--accent)' },
  { key: 'second', colour: 'var(--blue)' },
] as const;

/** Lines over time. Values another hospital measured are hollow, and named when pointed at. */
export function VitalsPlot({ series, plot }: { series: VitalSeries; plot: Plot }) {
  const { t } = useTranslation('chart');
  const format = useFormat();
  const lines = plot.hasSecond ? LINES : LINES.slice(0, 1);
  return (
    <figure className={styles.figure}>
      <ResponsiveContainer width="100%" height={138}>
        <LineChart
          data={[...plot.points]}
          margin={{ top: 6, right: 10, bottom: 0, left: 0 }}
          aria-label={t('vital.plot', { kind: t(`vital.${series.kind}`), count: plot.points.length })}
        >
          <CartesianGrid vertical={false} stroke="var(--line-soft)" />
          <XAxis
            dataKey="atMs"
            type="number"
            domain={[...plot.timeDomain]}
            ticks={[...plot.timeTicks]}
            padding={{ left: 14, right: 14 }}
            tickFormatter={(ms: number) => format.date(labelledDate(ms))}
            tick={{ fill: 'var(--ink-third)', fontSize: 11 }}
            tickLine={false}
            axisLine={false}
          />
          <YAxis
            domain={[...plot.valueDomain]}
            ticks={[...plot.valueTicks]}
            interval={0}
            width={42}
            tickFormatter={(value: number) => format.number(value)}
            tick={{ fill: 'var(--ink-third)', fontSize: 11 }}
            tickLine={false}
            axisLine={false}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--line)' }}
            content={({ payload }) => {
              // The chart hands back one of the points it was given.
              const point = payload[0]?.payload as PlotPoint | undefined;
              return point ? <PointNote point={point} unit={series.unit} /> : null;
            }}
          />
          {lines.map(({ key, colour }) => (
            <Line
              key={key}
              dataKey={key}
              stroke={colour}
              strokeWidth={2}
              connectNulls
              isAnimationActive={false}
              dot={({ cx, cy, index }) => (
                <circle
                  key={index}
                  cx={cx}
                  cy={cy}
                  r={3}
                  stroke={colour}
                  strokeWidth={1.5}
                  fill={plot.points[index]?.source ? 'var(--surface)' : colour}
                />
              )}
            />
          ))}
        </LineChart>
      </ResponsiveContainer>
      <figcaption className={styles.legend}>
        {plot.hasSecond
          ? LINES.map(({ key, colour }) => (
              <span key={key} className={styles.key}>
                <svg width="16" height="8" aria-hidden="true">
                  <line x1="0" x2="16" y1="4" y2="4" stroke={colour} strokeWidth="2" />
                </svg>
                {t(`vital.${key}`)}
              </span>
            ))
          : null}
        {plot.points.some((point) => point.source) ? <span>{t('vital.hollow')}</span> : null}
      </figcaption>
    </figure>
  );
}

function PointNote({ point, unit }: { point: PlotPoint; unit: string }) {
  const format = useFormat();
  return (
    <div className={styles.note}>
      <strong>
        {format.number(point.first)}
        {point.second === null ? null : ` / ${format.number(point.second)}`} {unit}
      </strong>
      <span>{format.dateTime(point.atMs)}</span>
      {point.source ? <span>{point.source}</span> : null}
    </div>
  );
}
