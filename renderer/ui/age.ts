/** As wards write it: days for a newborn, then weeks, months and years. */
export interface Age {
  readonly unit: 'days' | 'weeks' | 'months' | 'years';
  readonly count: number;
}

const DAY_MS = 86_400_000;
const DAYS_UNTIL = 4 * 7;
const WEEKS_UNTIL = 13 * 7;
const MONTHS_UNTIL = 24;

/**
 * The completed age between a FHIR date and a moment. What a partial date leaves out counts as the first of the year
 * or month, which is how estimated dates are stored; days and weeks are only said where the day is known.
 */
export function ageAt(birthDate: string, nowMs: number): Age {
  const [year = 0, month = 1, day] = birthDate.split('-').map(Number);
  const now = new Date(nowMs);
  const days = day === undefined ? WEEKS_UNTIL : daysBetween(Date.UTC(year, month - 1, day), now);
  if (days < DAYS_UNTIL) return { unit: 'days', count: days };
  if (days < WEEKS_UNTIL) return { unit: 'weeks', count: Math.floor(days / 7) };
  const unfinishedMonth = now.getDate() < (day ?? 1) ? 1 : 0;
  const between = (now.getFullYear() - year) * 12 + (now.getMonth() + 1 - month) - unfinishedMonth;
  const months = Math.max(0, between);
  return months < MONTHS_UNTIL ? { unit: 'months', count: months } : { unit: 'years', count: Math.floor(months / 12) };
}

/** Whole days of the calendar on the wall, whatever the hour; 0 for a day to come. */
function daysBetween(bornUtcMs: number, now: Date): number {
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  return Math.max(0, Math.round((today - bornUtcMs) / DAY_MS));
}
