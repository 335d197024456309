import { expect, it } from 'vitest';
import { initialsOf } from '../../../renderer/features/frame/initials.ts';

it.each([
  ['A. Silva', 'AS'],
  ['Dr. N. Haddad', 'DH'],
  ['Mariam', 'M'],
  ['محمد علي', 'مع'],
  ['', ''],
  ['(locum) Ada', 'LA'],
])('the initials of %s are %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
