import type { ParsedArgsOf } from '../../../preload/api/define.ts';
import type { CodedText, records } from '../../../preload/api/records.ts';
import { ALLERGENS } from '../exchange/code-lists/allergens.ts';
import { ATC, MEDICATIONS } from '../exchange/code-lists/atc.ts';
import { CONDITIONS, ICD_10 } from '../exchange/code-lists/icd-10.ts';
import { type CodeKind, listCodeUses } from '../store/queries/code-uses.ts';
import type { VaultContext } from './context.ts';
import { plain } from './name-words.ts';

type SearchCodes = (typeof records)['searchCodes'];

const MOST_SHOWN = 20;
/** Of what was used here; beyond that nobody remembers having used it. */
const MOST_USED = 500;

/** Read when first needed, so that unlocking does not wait for it. */
const lists = new Map<CodeKind, readonly CodedText[]>();

/** What was used here comes first, most used on top; then the lists, where a word begins with what was typed. */
export function searchCodes(context: VaultContext, { kind, text }: ParsedArgsOf<SearchCodes>): CodedText[] {
  const typed = plain(text).split(/\s+/).filter(Boolean);
  const used = listCodeUses(context.db, kind, MOST_USED).map(({ text, system, code }) => ({ text, system, code }));
  const seen = new Set(used.map((term) => term.text));
  const listed = listOf(kind).filter((term) => !seen.has(term.text));
  const fitting = [...used, ...listed].filter((term) => fits(term, typed));
  return fitting.slice(0, MOST_SHOWN);
}

/** Every typed word begins a word of the term, or its code: `type 2 dia` and `e11` both find diabetes. */
function fits({ text, code }: CodedText, typed: readonly string[]): boolean {
  const words = [...plain(text).split(/[^\p{L}\p{N}]+/u), (code ?? '').toLowerCase()];
  return typed.every((part) => words.some((word) => word.startsWith(part)));
}

function listOf(kind: CodeKind): readonly CodedText[] {
  const known = lists.get(kind) ?? readList(kind);
  lists.set(kind, known);
  return known;
}

function readList(kind: CodeKind): CodedText[] {
  switch (kind) {
    case 'condition':
      return coded(CONDITIONS, ICD_10);
    case 'medication':
      return coded(MEDICATIONS, ATC);
    case 'substance':
      return lines(ALLERGENS).map((text) => ({ text, system: null, code: null }));
  }
}

function coded(list: string, system: string): CodedText[] {
  return lines(list).map((line) => {
    const space = line.indexOf(' ');
    return { text: line.slice(space + 1), system, code: line.slice(0, space) };
  });
}

function lines(list: string): string[] {
  return list.split('\n').filter(Boolean);
}
