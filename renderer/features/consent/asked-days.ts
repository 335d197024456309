import { MAX_ACCESS_DAYS } from '../../../preload/api/consent.ts';

/**
 * What stands in the field for the days: a number that can be asked for, nothing yet, or something else. It stays as it
 * was typed, so that a slip of the finger is seen and not turned into another number.
 * @param typed as the field gives it: a number, or a text it cannot read as one
 */
export function askedDays(typed: number | string): { days: number | null; isOutside: boolean } {
  if (typed === '') return { days: null, isOutside: false };
  const days = Number(typed);
  const canBeAsked = Number.isInteger(days) && days >= 1 && days <= MAX_ACCESS_DAYS;
  return { days: canBeAsked ? days : null, isOutside: !canBeAsked };
}
