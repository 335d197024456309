import { expect, it } from 'vitest';
import { isOurTopFrame } from '../../../main/shell/sender.ts';

const ourPage = {};
const ours = { sender: ourPage, senderFrame: { parent: null, origin: 'wardkeep://app' } };

it('trusts the top frame of our own window', () => {
  expect(isOurTopFrame(ours, ourPage)).toBe(true);
});

it.each([
  ['another window that shows the application', { ...ours, sender: {} }],
  ['a frame inside our page', { ...ours, senderFrame: { parent: {}, origin: 'wardkeep://app' } }],
  ['another origin in our window', { ...ours, senderFrame: { parent: null, origin: 'https://example.org' } }],
  ['another host under our scheme', { ...ours, senderFrame: { parent: null, origin: 'wardkeep://application' } }],
  ['an opaque origin, as of about:blank', { ...ours, senderFrame: { parent: null, origin: 'null' } }],
  ['a frame that is gone', { ...ours, senderFrame: null }],
])('[R-31] does not trust %s', (_name, asking) => {
  expect(isOurTopFrame(asking, ourPage)).toBe(false);
});
