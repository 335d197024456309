import { expect, it } from 'vitest';
import { askedDays } from '../../../renderer/features/consent/asked-days.ts';

it.each([
  ['', { days: null, isOutside: false }],
  [1, { days: 1, isOutside: false }],
  [365, { days: 365, isOutside: false }],
  [366, { days: null, isOutside: true }],
  [9999, { days: null, isOutside: true }],
  [0, { days: null, isOutside: true }],
  ['99999999999999999999', { days: null, isOutside: true }],
])('[S14] %j days', (typed, asked) => {
  expect(askedDays(typed)).toEqual(asked);
});
