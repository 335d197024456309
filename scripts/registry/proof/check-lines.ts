import { createHash, type Hash } from 'node:crypto';
import { compare } from './compare.ts';
import { End, EventLine, eventOf, Header } from './export-format.ts';
import { RegistryReplay } from './replay.ts';

export interface CheckedExport {
  readonly header: Header | null;
  readonly end: End['end'] | null;
  readonly replay: RegistryReplay;
  /** SHA-256 of the whole file, as hex. */
  readonly digest: string;
  /** Sentences; empty if the export is whole. */
  readonly problems: readonly string[];
}

/** How many lines may be named; a file that is no export at all would name every one. */
const MOST_PROBLEMS = 20;

/** Reads an export without a chain: is it complete, in order, and does what it says it stored follow from its events? */
export async function checkLines(lines: AsyncIterable<string>): Promise<CheckedExport> {
  const check = new ExportCheck();
  for await (const line of lines) check.read(line);
  return check.finish();
}

class ExportCheck {
  readonly #replay = new RegistryReplay();
  readonly #hash: Hash = createHash('sha256');
  readonly #problems: string[] = [];
  #header: Header | null = null;
  #end: End['end'] | null = null;
  #line = 0;
  #last = { block: -1, index: -1 };

  read(text: string): void {
    this.#line += 1;
    const before = this.#hash.copy();
    this.#hash.update(`${text}\n`);
    const parsed = parseJson(text);
    const end = End.safeParse(parsed);
    if (this.#end) this.#note('something follows the end');
    else if (this.#line === 1) this.#readHeader(parsed);
    else if (end.success) this.#readEnd(end.data, before);
    else this.#readEvent(parsed);
  }

  finish(): CheckedExport {
    if (this.#end) {
      const { events, digest: _digest, ...state } = this.#end;
      if (events !== this.#replay.eventCount)
        this.#note(`${events} events are promised, ${this.#replay.eventCount} are there`);
      this.#problems.push(...compare(this.#replay, state).problems);
    } else this.#problems.push('The end is missing: the file is cut off.');
    return {
      header: this.#header,
      end: this.#end,
      replay: this.#replay,
      digest: this.#hash.digest('hex'),
      problems: this.#problems.slice(0, MOST_PROBLEMS),
    };
  }

  #readHeader(parsed: unknown): void {
    const header = Header.safeParse(parsed);
    if (header.success) this.#header = header.data;
    else this.#note('it is not the header of an export of version 1');
  }

  #readEvent(parsed: unknown): void {
    const line = EventLine.safeParse(parsed);
    const event = line.success ? eventOf(line.data) : null;
    if (!line.success || !event) {
      this.#note('it is no event of the registry');
      return;
    }
    const { block, index } = line.data;
    const isLater = block > this.#last.block || (block === this.#last.block && index > this.#last.index);
    if (!isLater) this.#note('it is out of order');
    this.#last = { block, index };
    this.#replay.apply(event);
  }

  #readEnd({ end }: End, before: Hash): void {
    this.#end = end;
    if (before.digest('hex') !== end.digest) this.#note('the lines before it are not those that were exported');
  }

  #note(what: string): void {
    this.#problems.push(`Line ${this.#line}: ${what}.`);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
