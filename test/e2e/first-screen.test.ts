import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { ensureBuilt } from '../../scripts/application/ensure-built.ts';
import { checkoutDirectory } from '../../scripts/electron-runtime/checkout.ts';

const screens = join(checkoutDirectory, 'out', 'renderer');
let page: string;

beforeAll(async () => {
  await ensureBuilt();
  page = readFileSync(join(screens, 'index.html'), 'utf8');
});

function named(attribute: 'src' | 'href', type: string): string[] {
  return [...page.matchAll(new RegExp(`${attribute}="\\./(assets/[^"]+\\.${type})"`, 'g'))].flatMap(
    ([, path = '']) => path,
  );
}

it('the first screen waits for one script and one style sheet', () => {
  expect([...named('src', 'js'), ...named('href', 'js')]).toHaveLength(1);
  expect(named('href', 'css')).toHaveLength(1);
});

it('the script of the first screen has no schemas and no floating parts in it, which come with the screens behind it', () => {
  const [script = ''] = named('src', 'js');
  const text = readFileSync(join(screens, script), 'utf8');
  expect(text).toContain('session.status');
  // Words of zod and of @floating-ui that no minifier takes away.
  expect(text).not.toContain('invalid_type');
  expect(text).not.toContain('flipAlignment');
});
