import type { ReadStream } from 'node:tty';
import { CommandFailure, EXIT } from '../failure.ts';

/** The part of a terminal that is needed to read without showing. */
export type Terminal = Pick<ReadStream, 'isTTY' | 'setRawMode' | 'on' | 'off' | 'resume' | 'pause' | 'setEncoding'>;

const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const BACKSPACES = ['\u007f', '\b'];
const LINE_ENDS = ['\r', '\n'];

/**
 * Asks a question and reads one line that does not appear on the screen.
 * @param show where the question is written
 * @throws CommandFailure `unsigned` without a terminal, or if the person breaks off with Ctrl-C or Ctrl-D
 */
export async function readHidden(question: string, terminal: Terminal, show: (text: string) => void): Promise<string> {
  if (!terminal.isTTY) {
    throw new CommandFailure(
      EXIT.unsigned,
      'There is no terminal to ask for the passphrase. Use --passphrase-file FILE.',
    );
  }
  // Hidden first, asked then: who types at once is not seen either.
  terminal.setRawMode(true);
  terminal.setEncoding('utf8');
  show(`${question} `);
  try {
    return await readLine(terminal);
  } finally {
    terminal.setRawMode(false);
    terminal.pause();
    show('\n');
  }
}

function readLine(terminal: Terminal): Promise<string> {
  return new Promise((resolve, reject) => {
    let line: string[] = [];
    const end = (settle: () => void) => {
      terminal.off('data', onData);
      settle();
    };
    const onData = (text: string) => {
      // By character, not by code unit: a backspace takes back what one key press wrote.
      for (const character of text) {
        if (LINE_ENDS.includes(character)) return end(() => resolve(line.join('')));
        if (character === CTRL_C || character === CTRL_D) {
          return end(() => reject(new CommandFailure(EXIT.unsigned, 'Broken off; nothing was signed.')));
        }
        line = BACKSPACES.includes(character) ? line.slice(0, -1) : [...line, character];
      }
    };
    terminal.on('data', onData);
    terminal.resume();
  });
}
