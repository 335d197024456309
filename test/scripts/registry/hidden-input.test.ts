import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { afterAll, describe, expect, it } from 'vitest';
import { EXIT } from '../../../scripts/registry/failure.ts';
import { readHidden, type Terminal } from '../../../scripts/registry/keys/hidden-input.ts';
import { registryCli } from '../../fixtures/registry-cli.ts';

/** A terminal on which these keys are pressed; remembers whether it showed what was typed. */
function terminalOf(...keys: string[]): { terminal: Terminal; modes: boolean[] } {
  const modes: boolean[] = [];
  const input = new PassThrough();
  const terminal = Object.assign(input, {
    isTTY: true,
    setRawMode: (raw: boolean) => {
      modes.push(raw);
      return terminal;
    },
  });
  for (const key of keys) input.write(key);
  // Safe: a stream with these two members is all that is used of a terminal.
  return { terminal: terminal as unknown as Terminal, modes };
}

const ask = (terminal: Terminal) => readHidden('Passphrase:', terminal, () => undefined);

describe('a passphrase is asked for', () => {
  it('without showing it, and the terminal shows again what is typed afterwards', async () => {
    const { terminal, modes } = terminalOf('open ', 'sesame', '\r');
    const shown: string[] = [];
    const typed = await readHidden('Passphrase:', terminal, (text) => shown.push(`${modes.at(-1)} ${text}`));
    expect(typed).toBe('open sesame');
    // Hidden before it asks: who types at once is not seen either.
    expect(shown).toEqual(['true Passphrase: ', 'false \n']);
    expect(modes).toEqual([true, false]);
  });

  it('with backspaces, which take back whole characters', async () => {
    const { terminal } = terminalOf('sesam🌾\u007f\u007f', 'me\n');
    expect(await ask(terminal)).toBe('sesame');
  });

  it.each(['\u0003', '\u0004'])('until the person breaks off (%j)', async (key) => {
    const { terminal, modes } = terminalOf('ses', key);
    await expect(ask(terminal)).rejects.toMatchObject({
      exit: EXIT.unsigned,
      message: 'Broken off; nothing was signed.',
    });
    expect(modes).toEqual([true, false]);
  });
});

/** util-linux's `script` gives a child a real terminal; systems without it run the tests above only. */
const hasScript = process.platform === 'linux' && spawnSync('script', ['--version']).status === 0;

describe.skipIf(!hasScript)('on a real terminal (needs util-linux script)', () => {
  const cli = registryCli();
  afterAll(cli.remove);

  it('new-keystore asks twice and shows nothing of what is typed', async () => {
    const command = `${process.execPath} scripts/registry/index.ts new-keystore --out ${cli.path('typed.json')}`;
    const child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null']);
    let screen = '';
    child.stdout.on('data', (chunk) => {
      const before = screen;
      screen += chunk;
      for (const question of ['New passphrase:', 'Once more:']) {
        if (!before.includes(question) && screen.includes(question)) child.stdin.write('typed by nobody\r');
      }
    });
    const [code] = await once(child, 'close');
    expect(code).toBe(EXIT.done);
    expect(screen).toMatch(/"address": "0x[0-9a-f]{40}"/);
    expect(screen).not.toContain('nobody');
  });
});
