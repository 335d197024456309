import { type SourceFile, walk } from '../../architecture/source-tree.ts';

type Words = { readonly [key: string]: string | Words };
export type Catalogue = Readonly<Record<string, Words>>;

/** `ns:path.to.key` of every text, sorted. */
export function keysOf(catalogue: Catalogue): string[] {
  return Object.entries(catalogue)
    .flatMap(([ns, words]) => pathsOf(words).map(([path]) => `${ns}:${path}`))
    .sort();
}

/** Every text with its path. */
export function pathsOf(words: Words, prefix = ''): [path: string, text: string][] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${prefix}${key}`, value] as [string, string]] : pathsOf(value, `${prefix}${key}.`),
  );
}

interface Literals {
  readonly namespaces: ReadonlySet<string>;
  readonly patterns: readonly RegExp[];
}

/** What a file says: the catalogues it names, and its texts, with a gap for every `${…}`. */
function literalsOf(file: SourceFile, names: ReadonlySet<string>): Literals {
  const namespaces = new Set<string>();
  const patterns: RegExp[] = [];
  walk(file, (node) => {
    if (node.type === 'StringLiteral') {
      if (names.has(node.value)) namespaces.add(node.value);
      patterns.push(patternOf([node.value]));
    }
    if (node.type === 'TemplateLiteral') patterns.push(patternOf(node.quasis.map((part) => part.value.raw)));
  });
  return { namespaces, patterns };
}

function patternOf(parts: readonly string[]): RegExp {
  const escaped = parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${escaped.join('[^:]+')}$`);
}

/** Keys that no source file can ask for. The other direction, a key that is not there, does not compile. */
export function unusedKeys(catalogue: Catalogue, sources: readonly SourceFile[]): string[] {
  const files = sources.map((file) => literalsOf(file, new Set(Object.keys(catalogue))));
  return keysOf(catalogue).filter((full) => {
    const [ns = '', path = ''] = full.split(':');
    return !files.some(({ namespaces, patterns }) =>
      patterns.some(
        (pattern) => pattern.test(full) || (namespaces.has(ns) && isKeyPattern(pattern) && pattern.test(path)),
      ),
    );
  });
}

/** A template of nothing but gaps would match every key. */
function isKeyPattern(pattern: RegExp): boolean {
  return /[a-zA-Z]/.test(pattern.source.replaceAll('[^:]+', ''));
}
