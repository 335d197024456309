/// <reference path="../generate/solc.d.ts" />
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import solc from 'solc';

/** A node of the compiler's syntax tree. `src` is `start:length:file`, counted in bytes. */
export interface AstNode {
  readonly nodeType: string;
  readonly src: string;
  readonly [field: string]: unknown;
}

export interface SourceText {
  /** Below the checkout, with forward slashes. */
  readonly path: string;
  readonly bytes: Buffer;
  readonly ast: AstNode;
}

interface CompilerAnswer {
  readonly errors?: readonly { readonly severity: string; readonly formattedMessage: string }[];
  readonly sources?: Record<string, { readonly ast: AstNode }>;
}

/** Promises, not code. */
const WITHOUT_CODE = /^contracts\/(interfaces|generated)\/|\/\./;

/** Every source below `contracts/` that has code of ours, with the tree that the compiler makes of it. */
export function readSources(root: string): SourceText[] {
  const paths = readdirSync(resolve(root, 'contracts'), { recursive: true, encoding: 'utf8' })
    .map((path) => relative(root, join(root, 'contracts', path)).replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.sol') && !WITHOUT_CODE.test(path))
    .toSorted();
  const trees = parse(root, paths);
  return paths.map((path) => {
    const ast = trees[path]?.ast;
    if (!ast) throw new Error(`the compiler gave no tree of ${path}`);
    return { path, bytes: readFileSync(resolve(root, path)), ast };
  });
}

function parse(root: string, paths: readonly string[]): Record<string, { readonly ast: AstNode }> {
  const read = (path: string) =>
    readFileSync(resolve(root, path.startsWith('@') ? `node_modules/${path}` : path), 'utf8');
  const sources = Object.fromEntries(paths.map((path) => [path, { content: read(path) }]));
  const settings = { outputSelection: { '*': { '': ['ast'] } } };
  const answer = solc.compile(JSON.stringify({ language: 'Solidity', sources, settings }), {
    import: (path) => ({ contents: read(path) }),
  });
  // The compiler's output format is fixed by its version, which package.json pins.
  const output = JSON.parse(answer) as CompilerAnswer;
  const errors = (output.errors ?? []).filter((error) => error.severity === 'error');
  if (errors.length > 0) throw new Error(errors.map((error) => error.formattedMessage).join('\n'));
  return output.sources ?? {};
}

export function isNode(value: unknown): value is AstNode {
  return typeof value === 'object' && value !== null && 'nodeType' in value && 'src' in value;
}

/** All nodes below `node`, itself first, each with the nodes that contain it, the innermost last. */
export function* walk(node: AstNode, ancestors: readonly AstNode[] = []): Generator<[AstNode, readonly AstNode[]]> {
  yield [node, ancestors];
  const inside = [...ancestors, node];
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* walk(child, inside);
  }
}

export function rangeOf(node: AstNode): { readonly start: number; readonly end: number } {
  const [start = 0, length = 0] = node.src.split(':').map(Number);
  return { start, end: start + length };
}

export function textOf(source: SourceText, node: AstNode): string {
  const { start, end } = rangeOf(node);
  return source.bytes.subarray(start, end).toString('utf8');
}
