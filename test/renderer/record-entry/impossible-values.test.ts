import { describe, expect, it } from 'vitest';
import { RecordEntry } from '../../../preload/api/records.ts';
import { impossibleValues } from '../../../renderer/features/record-entry/impossible-values.ts';

/** In the time of this computer, as the forms are. */
const NOW = new Date(2026, 10, 12, 10, 42).getTime();
const MINUTE_MS = 60_000;
const at = (ms: number) => new Date(ms).toISOString();

const problemsOf = (entry: unknown) => impossibleValues(RecordEntry.parse(entry), NOW);
const vitals = (values: object) => ({ type: 'Observation', at: at(NOW), ...values });
const problem = (onset: string) => ({ type: 'Condition', code: { text: 'Asthma' }, onset });

describe('a value that cannot be', () => {
  it('a diastolic pressure that is not below the systolic one, as when the two are exchanged', () => {
    const exchanged = { diastolic: { kind: 'notBelowSystolic' } };
    expect(problemsOf(vitals({ systolic: 80, diastolic: 120 }))).toEqual(exchanged);
    expect(problemsOf(vitals({ systolic: 90, diastolic: 90 }))).toEqual(exchanged);
    expect(problemsOf(vitals({ systolic: 120, diastolic: 80 }))).toEqual({});
    expect(problemsOf(vitals({ diastolic: 80 }))).toEqual({});
  });

  it('a moment that is still to come', () => {
    const future = { at: { kind: 'future' } };
    expect(problemsOf(vitals({ weight: 71, at: '2099-12-31T10:00:00Z' }))).toEqual(future);
    expect(problemsOf({ type: 'Encounter', class: 'AMB', reason: 'Cough', at: at(NOW + MINUTE_MS) })).toEqual(future);
    expect(problemsOf(vitals({ weight: 71, at: at(NOW) }))).toEqual({});
  });

  it('a beginning that is still to come, as exactly as it is known', () => {
    for (const onset of ['2027', '2026-12', '2026-11-13'])
      expect(problemsOf(problem(onset)), onset).toEqual({ onset: { kind: 'future' } });
    for (const onset of ['2026', '2026-11', '2026-11-12']) expect(problemsOf(problem(onset)), onset).toEqual({});
  });

  it('not a medication that begins next week', () => {
    const medication = { type: 'MedicationStatement', medication: { text: 'Metformin' }, since: '2026-11-19' };
    expect(problemsOf(medication)).toEqual({});
  });
});
