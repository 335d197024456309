import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from '@babel/parser';
import type { Node } from '@babel/types';

export const ROOT = normalize(join(dirname(fileURLToPath(import.meta.url)), '..', '..'));

export interface SourceFile {
  /** Relative to the project's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

const SOURCE = /\.(ts|tsx|mts)$/;

export function readSources(...folders: string[]): SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && SOURCE.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => ({ path: relative(ROOT, file).split(sep).join('/'), text: readFileSync(file, 'utf8') })),
  );
}

/** Calls `visit` for every node of the file's syntax tree: rules look at code, never at words in comments. */
export function walk(file: SourceFile, visit: (node: Node, parent: Node | undefined) => void): void {
  const tree = parse(file.text, {
    sourceType: 'module',
    plugins: file.path.endsWith('x') ? ['typescript', 'jsx'] : ['typescript'],
  });
  descend(tree.program, undefined, visit);
}

function descend(node: Node, parent: Node | undefined, visit: (node: Node, parent: Node | undefined) => void): void {
  visit(node, parent);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) descend(child, node, visit);
  }
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && 'loc' in value;

/** What a file imports, static, dynamic and re-exported, types included: a type ties two folders together as well. */
export function importsOf(file: SourceFile): string[] {
  const found: string[] = [];
  walk(file, (node) => {
    if (
      (node.type === 'ImportDeclaration' ||
        node.type === 'ExportNamedDeclaration' ||
        node.type === 'ExportAllDeclaration') &&
      node.source
    ) {
      found.push(node.source.value);
    }
    if (node.type === 'ImportExpression' && node.source.type === 'StringLiteral') found.push(node.source.value);
    if (
      node.type === 'CallExpression' &&
      node.callee.type === 'Import' &&
      node.arguments[0]?.type === 'StringLiteral'
    ) {
      found.push(node.arguments[0].value);
    }
    if (node.type === 'TSImportType' && node.argument.type === 'StringLiteral') found.push(node.argument.value);
  });
  return found;
}
