import { AppError } from '../../../preload/api/errors.ts';

/** SECURITY: limits that are checked before anything is built from a file. */
export const JSON_MAX_DEPTH = 64;
export const JSON_MAX_NODES = 1_000_000;
export const JSON_MAX_STRING = 10_000_000;

export interface JsonFacts {
  /** Some number would lose digits as a double, such as 1.50: FHIR gives meaning to them. */
  readonly hasInexactNumbers: boolean;
}

type Expected = 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'commaOrEnd' | 'nothing';

/**
 * Walks over JSON text without building anything. `import.invalid` with line and column where it is not JSON
 * (JSON.parse names no place in some cases, and quotes content in others), `import.tooLarge` where it exceeds a limit.
 */
export function checkJson(text: string): JsonFacts {
  return new JsonWalk(text).run();
}

const [QUOTE, BACKSLASH, MINUS, ZERO, NINE] = [0x22, 0x5c, 0x2d, 0x30, 0x39];
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

class JsonWalk {
  private readonly text: string;
  private at = 0;
  private nodes = 0;
  private hasInexactNumbers = false;
  private readonly open: ('{' | '[')[] = [];

  constructor(text: string) {
    this.text = text;
  }

  run(): JsonFacts {
    let expected: Expected = 'value';
    for (;;) {
      this.skipSpace();
      if (this.at >= this.text.length) {
        if (expected === 'nothing') return { hasInexactNumbers: this.hasInexactNumbers };
        throw this.invalid('The file ends in the middle');
      }
      expected = this.step(this.text.charAt(this.at), expected);
    }
  }

  /** Takes one token and says what may follow. */
  private step(character: string, expected: Expected): Expected {
    if (character === '}' || character === ']') return this.close(character, expected);
    if (expected === 'colon' && character === ':') return this.take('value');
    if (expected === 'commaOrEnd' && character === ',') return this.take(this.open.at(-1) === '{' ? 'key' : 'value');
    if ((expected === 'key' || expected === 'keyOrEnd') && character === '"') {
      this.takeString();
      return 'colon';
    }
    if (expected === 'value' || expected === 'valueOrEnd') return this.takeValue(character);
    throw this.invalid('Unexpected character');
  }

  private takeValue(character: string): Expected {
    this.nodes += 1;
    if (this.nodes > JSON_MAX_NODES) throw tooLarge('nodes', JSON_MAX_NODES);
    if (character === '{' || character === '[') {
      this.open.push(character);
      if (this.open.length > JSON_MAX_DEPTH) throw tooLarge('depth', JSON_MAX_DEPTH);
      return this.take(character === '{' ? 'keyOrEnd' : 'valueOrEnd');
    }
    if (character === '"') this.takeString();
    else this.takeScalar(character.charCodeAt(0));
    return this.afterValue();
  }

  private close(character: '}' | ']', expected: Expected): Expected {
    const mayEnd = expected === 'commaOrEnd' || expected === (character === '}' ? 'keyOrEnd' : 'valueOrEnd');
    const opened = character === '}' ? '{' : '[';
    if (!mayEnd || this.open.at(-1) !== opened) throw this.invalid('Unexpected character');
    this.open.pop();
    this.at += 1;
    return this.afterValue();
  }

  private takeScalar(first: number): void {
    const isNumber = first === MINUS || (first >= ZERO && first <= NINE);
    const token = this.match(isNumber ? NUMBER : WORD);
    if (token === undefined) throw this.invalid('Unexpected character');
    if (isNumber && String(Number(token)) !== token) this.hasInexactNumbers = true;
  }

  private takeString(): void {
    const start = this.at;
    this.at += 1;
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code === QUOTE) break;
      if (Number.isNaN(code)) throw this.invalid('A text is not closed', start);
      if (code < 0x20) throw this.invalid('A text holds a control character');
      if (code !== BACKSLASH) this.at += 1;
      else if (this.match(ESCAPE) === undefined) throw this.invalid('A text holds an unknown escape');
    }
    this.at += 1;
    if (this.at - start > JSON_MAX_STRING) throw tooLarge('characters of one text', JSON_MAX_STRING);
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const token = pattern.exec(this.text)?.[0];
    this.at += token?.length ?? 0;
    return token;
  }

  private take(next: Expected): Expected {
    this.at += 1;
    return next;
  }

  private afterValue(): Expected {
    return this.open.length === 0 ? 'nothing' : 'commaOrEnd';
  }

  private skipSpace(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.at += 1;
    }
  }

  /** Lines and columns count from 1. */
  private invalid(message: string, at = this.at): AppError {
    const before = this.text.slice(0, at);
    const lineStart = before.lastIndexOf('\n') + 1;
    const line = before.split('\n').length;
    return new AppError('import.invalid', message, { details: { line, column: at - lineStart + 1 } });
  }
}

function tooLarge(what: string, limit: number): AppError {
  return new AppError('import.tooLarge', 'The file exceeds a limit', { details: { what, limit } });
}
