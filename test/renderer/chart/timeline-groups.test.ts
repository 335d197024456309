import { describe, expect, it } from 'vitest';
import { RecordId } from '../../../preload/api/ids.ts';
import type { RecordLine } from '../../../preload/api/records.ts';
import { groupByYear } from '../../../renderer/features/chart/timeline-groups.ts';

function aLine(title: string, at: string | null, recordedAt = 0): RecordLine {
  return {
    id: RecordId.parse('01936d5e-0000-7000-8000-000000000001'),
    resourceType: 'Condition',
    category: 'problem',
    title,
    detail: '',
    code: null,
    at,
    recordedAt,
    author: 'A. Silva',
    version: 1,
    current: true,
    source: null,
    state: 'saved',
    attachment: null,
  };
}

const titles = (lines: readonly RecordLine[]) =>
  groupByYear(lines).map(({ year, lines: group }) => [year, group.map(({ title }) => title)]);

describe('the timeline', () => {
  it('groups by year, newest first, and keeps undated records at the end', () => {
    const lines = [
      aLine('undated', null),
      aLine('asthma', '2024-03'),
      aLine('visit', '2026-11-12T09:00:00Z'),
      aLine('review', '2026-06-14'),
    ];
    expect(titles(lines)).toEqual([
      ['2026', ['visit', 'review']],
      ['2024', ['asthma']],
      [null, ['undated']],
    ]);
  });

  it('puts what was recorded later first when both happened on the same day', () => {
    const lines = [aLine('morning', '2026-01-02', 1), aLine('evening', '2026-01-02', 2)];
    expect(titles(lines)).toEqual([['2026', ['evening', 'morning']]]);
  });

  it('has no years when there is nothing', () => {
    expect(groupByYear([])).toEqual([]);
  });
});
