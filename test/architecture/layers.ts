import { posix } from 'node:path';
import { importsOf, type SourceFile } from './source-tree.ts';

export interface Layer {
  readonly folder: string;
  readonly mayImport: readonly string[];
  readonly packages: readonly string[];
}

const CELL_ITEM = /`([^`]+)`/g;

/** Reads the table under "## Layers" of ARCHITECTURE.md. */
export function readLayers(markdown: string): Layer[] {
  const section = markdown.split(/^## /m).find((part) => part.startsWith('Layers'));
  if (!section) throw new Error('ARCHITECTURE.md has no section "Layers"');
  return section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => {
      const [, folder = '', mayImport = '', packages = ''] = line.split('|');
      const items = (cell: string) => [...cell.matchAll(CELL_ITEM)].map((match) => match[1] ?? '');
      return { folder: items(folder)[0] ?? '', mayImport: items(mayImport), packages: items(packages) };
    });
}

const isInside = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);

/** The row for a path: the longest folder that holds it. */
export function layerOf(path: string, layers: readonly Layer[]): Layer | undefined {
  return layers.filter((layer) => isInside(path, layer.folder)).sort((a, b) => b.folder.length - a.folder.length)[0];
}

export function packageOf(specifier: string): string {
  const [first = '', second = ''] = specifier.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}

const owns = (layer: Layer, name: string) =>
  layer.packages.some((owned) => (owned.endsWith('/*') ? name.startsWith(owned.slice(0, -1)) : owned === name));

/** The entries and the router know the parts they put together. */
const COMPOSITION_ROOTS: Readonly<Record<string, readonly string[]>> = {
  'renderer/main.tsx': ['renderer/features'],
  'renderer/app.tsx': ['renderer/features'],
  'renderer/routes.ts': ['renderer/features'],
  'renderer/routes.tsx': ['renderer/features'],
};

/** Names every import that breaks the table, as `file: what`. */
export function violationsOf(files: readonly SourceFile[], layers: readonly Layer[]): string[] {
  return files.flatMap((file) => importsOf(file).flatMap((specifier) => violation(file.path, specifier, layers) ?? []));
}

function violation(path: string, specifier: string, layers: readonly Layer[]): string | undefined {
  const layer = layerOf(path, layers);
  if (!layer) return `${path}: is in no layer`;
  if (specifier.startsWith('node:')) {
    return path.startsWith('renderer/') || path.startsWith('preload/api/')
      ? `${path}: imports ${specifier}`
      : undefined;
  }
  if (!specifier.startsWith('.')) {
    return owns(layer, packageOf(specifier)) ? undefined : `${path}: ${layer.folder} does not own ${specifier}`;
  }
  const target = posix.join(posix.dirname(path), specifier.replace(/\?.*$/, ''));
  const feature = /^renderer\/features\/([^/]+)\//;
  const [, from] = feature.exec(path) ?? [];
  const [, to] = feature.exec(target) ?? [];
  if (from && to && from !== to) return `${path}: feature ${from} imports feature ${to}`;
  const targetLayer = layerOf(target, layers);
  if (!targetLayer) return `${path}: imports ${target}, which is in no layer`;
  const isAllowed =
    targetLayer.folder === layer.folder ||
    layer.mayImport.some((folder) => isInside(targetLayer.folder, folder)) ||
    (COMPOSITION_ROOTS[path] ?? []).some((folder) => isInside(target, folder));
  return isAllowed ? undefined : `${path}: ${layer.folder} may not import ${target}`;
}
