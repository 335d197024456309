import { describe, expect, it } from 'vitest';
import { matchesFilter } from '../../../renderer/features/chart/record-filter.ts';

const creatinine = { title: 'Creatinine', detail: '1.1 mg/dL', code: '2160-0' };

describe('the filter of a list', () => {
  it.each(['', ' ', 'crea', 'CREA mg', '2160', 'dl creat'])('%j finds creatinine', (filter) => {
    expect(matchesFilter(creatinine, filter)).toBe(true);
  });

  it.each(['potassium', 'crea mmol'])('%j does not', (filter) => {
    expect(matchesFilter(creatinine, filter)).toBe(false);
  });
});
