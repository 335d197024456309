import { MUTATORS } from './mutators.ts';
import { type AstNode, rangeOf, type SourceText, textOf, walk } from './source-text.ts';

/** The source with one thing wrong. */
export interface Mutant {
  /** Stays the same while lines above it come and go: file, function, what was done to which text. */
  readonly id: string;
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly mutator: string;
  readonly before: string;
  readonly after: string;
  /** The whole file. */
  readonly content: string;
}

/** Every mutant of these sources, in order of file and line. */
export function mutantsOf(sources: readonly SourceText[]): Mutant[] {
  return sources.flatMap((source) => {
    const seen = new Map<string, number>();
    const mutants: Mutant[] = [];
    for (const [node, ancestors] of walk(source.ast)) {
      for (const { name, mutate } of MUTATORS) {
        for (const { of, by } of mutate({ node, ancestors, text: (of) => textOf(source, of) })) {
          const mutant = mutantAt(source, of, by, name, scopeOf(ancestors));
          const count = (seen.get(mutant.id) ?? 0) + 1;
          seen.set(mutant.id, count);
          mutants.push(count > 1 ? { ...mutant, id: `${mutant.id} #${count}` } : mutant);
        }
      }
    }
    return withoutTwins(mutants).toSorted((left, right) => left.line - right.line);
  });
}

function mutantAt(source: SourceText, of: AstNode, by: string, mutator: string, scope: string): Mutant {
  const { start, end } = rangeOf(of);
  // The range of an emit or a revert leaves out the semicolon that ends it; an empty block must not leave it behind.
  const isStatement = by.endsWith(';') || by === '{}';
  const stop = isStatement && source.bytes[end] === 0x3b ? end + 1 : end;
  const before = source.bytes.subarray(start, stop).toString('utf8');
  return {
    id: `${source.path} ${scope}: ${oneLine(before)} → ${oneLine(by)}`,
    path: source.path,
    line: source.bytes.subarray(0, start).toString('utf8').split('\n').length,
    mutator,
    before,
    after: by,
    content: source.bytes.subarray(0, start).toString('utf8') + by + source.bytes.subarray(stop).toString('utf8'),
  };
}

/** Function, or constant, in which something stands. */
function scopeOf(ancestors: readonly AstNode[]): string {
  const named = ancestors.findLast(
    ({ nodeType, stateVariable, constant }) =>
      nodeType === 'FunctionDefinition' || (nodeType === 'VariableDeclaration' && (stateVariable || constant)),
  );
  return String(named?.name || named?.kind || 'file');
}

/** Different mutators may arrive at the same text. */
function withoutTwins(mutants: readonly Mutant[]): Mutant[] {
  return [...new Map(mutants.map((mutant) => [mutant.content, mutant])).values()];
}

export function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
