import { describe, expect, it } from 'vitest';
import { HospitalId } from '../../../preload/api/ids.ts';
import type { VitalSeries } from '../../../preload/api/records.ts';
import { endOfYearShown, preparePlot } from '../../../renderer/features/chart/vital-plot.ts';

const riverside = { hospitalId: HospitalId.parse(2), name: 'Riverside Clinic' };

function aSeries(...points: [at: string, first: number, second?: number][]): VitalSeries {
  return {
    kind: 'bloodPressure',
    unit: 'mmHg',
    points: points.map(([at, first, second]) => ({ at, first, second: second ?? null, source: null })),
  };
}

describe('the plot of a vital sign', () => {
  it('ends its year with the newest value, so that old records still show one', () => {
    const plot = preparePlot(
      aSeries(['2014-01-02T10:00:00Z', 120, 80], ['2015-06-01T10:00:00Z', 130, 85], ['2015-11-20T10:00:00Z', 140, 90]),
      'year',
    );
    expect(plot.points.map((point) => point.first)).toEqual([130, 140]);
    expect(plot.timeDomain).toEqual([Date.parse('2015-06-01T10:00:00Z'), Date.parse('2015-11-20T10:00:00Z')]);
  });

  it('says when its year ended, unless that was just now', () => {
    const plot = preparePlot(aSeries(['2020-06-01T10:00:00Z', 120], ['2021-03-20T10:00:00Z', 140]), 'year');
    expect(endOfYearShown(plot, Date.parse('2026-11-23'))).toBe('2021-03');
    expect(endOfYearShown(plot, Date.parse('2021-04-20'))).toBeNull();
    expect(endOfYearShown(preparePlot(aSeries(), 'year'), Date.parse('2026-11-23'))).toBeNull();
  });

  it('shows every value over all time', () => {
    const series = aSeries(['2014-01-02T10:00:00Z', 120], ['2015-11-20T10:00:00Z', 140]);
    expect(preparePlot(series, 'all').points).toHaveLength(2);
  });

  it('encloses both pressures in round numbers', () => {
    const plot = preparePlot(aSeries(['2026-01-02', 152, 84], ['2026-03-02', 129, 79]), 'year');
    expect(plot.valueTicks).toEqual([60, 80, 100, 120, 140, 160]);
    expect(plot.valueDomain).toEqual([60, 160]);
    expect(plot.hasSecond).toBe(true);
  });

  it('keeps decimals readable', () => {
    const plot = preparePlot(aSeries(['2026-01-02', 36.6], ['2026-03-02', 37.1]), 'year');
    expect(plot.valueTicks).toEqual([36.5, 37, 37.5]);
  });

  it('widens a single value to a visible moment and range', () => {
    const plot = preparePlot(aSeries(['2026-01-02T00:00:00Z', 71]), 'year');
    const [from, to] = plot.timeDomain;
    expect(to - from).toBe(2 * 86_400_000);
    expect(plot.valueDomain[0]).toBeLessThan(plot.valueDomain[1]);
  });

  it('labels months, at most six of them', () => {
    const monthly = Array.from({ length: 12 }, (_, month): [string, number] => [
      new Date(Date.UTC(2025, month, 15)).toISOString(),
      120 + month,
    ]);
    const { timeTicks } = preparePlot(aSeries(...monthly), 'year');
    expect(timeTicks.length).toBeLessThanOrEqual(6);
    expect(timeTicks.map((ms) => new Date(ms).getUTCDate())).toEqual(timeTicks.map(() => 1));
  });

  it('labels decades without crowding', () => {
    const plot = preparePlot(aSeries(['1980-02-01', 120], ['2026-02-01', 130]), 'all');
    expect(plot.timeTicks.length).toBeGreaterThan(2);
    expect(plot.timeTicks.length).toBeLessThanOrEqual(6);
  });

  it('[S21] names the hospital a value comes from', () => {
    const series: VitalSeries = {
      ...aSeries(['2026-01-02', 120]),
      points: [{ at: '2026-01-02', first: 120, second: null, source: riverside }],
    };
    expect(preparePlot(series, 'year').points[0]?.source).toBe('Riverside Clinic');
  });

  it('leaves out values whose time cannot be read and draws nothing for none', () => {
    expect(preparePlot(aSeries(['unknown', 120]), 'year')).toMatchObject({ points: [], valueTicks: [0, 1] });
  });
});
