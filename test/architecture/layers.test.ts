import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { layerOf, packageOf, readLayers, violationsOf } from './layers.ts';
import { importsOf, ROOT, readSources } from './source-tree.ts';

const layers = readLayers(readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8'));
const sources = readSources('main', 'preload', 'renderer');

describe('the layering table of ARCHITECTURE.md', () => {
  it('is read whole', () => {
    expect(layers.map((layer) => layer.folder)).toContain('main/vault/crypto');
    expect(layers.length).toBeGreaterThan(12);
  });

  it('covers every source file, and there are files to cover', () => {
    expect(sources.length).toBeGreaterThan(50);
    expect(sources.filter((file) => !layerOf(file.path, layers)).map((file) => file.path)).toEqual([]);
  });

  it('holds for every import', () => {
    expect(violationsOf(sources, layers)).toEqual([]);
  });

  it('names only packages that somebody imports', () => {
    const imported = new Set(sources.flatMap((file) => importsOf(file).map(packageOf)));
    const idle = layers
      .flatMap((layer) => layer.packages)
      .filter(
        (name) =>
          ![...imported].some((used) => (name.endsWith('/*') ? used.startsWith(name.slice(0, -1)) : used === name)),
      );
    expect(idle).toEqual([]);
  });
});

describe('planted violations are found', () => {
  const planted = [
    ['preload/api/bad.ts', "import { readFileSync } from 'node:fs';"],
    ['preload/api/bad.ts', "import { serve } from '../../main/links/link.ts';"],
    ['main/shell/bad.ts', "import Database from 'better-sqlite3';"],
    ['main/shell/bad.ts', "import { openCard } from '../vault/crypto/card.ts';"],
    ['main/net/chain/bad.ts', "import { Wallet } from 'ethers';"],
    ['main/net/ipfs/bad.ts', "import { openManifest } from '../../vault/crypto/manifest.ts';"],
    ['main/vault/services/bad.ts', "import { app } from 'electron';"],
    ['main/vault/crypto/bad.ts', "export * from '../store/handles.ts';"],
    ['main/vault/crypto/bad.ts', "type T = import('../store/handles.ts').WritableDb;"],
    ['renderer/features/desk/bad.tsx', "import { Chart } from '../chart/chart.tsx';"],
    ['renderer/features/desk/bad.tsx', "const fs = await import('node:fs');"],
    ['renderer/ui/bad.tsx', "import { useChart } from '../features/chart/use-chart.ts';"],
    ['renderer/app-shell.tsx', "import { Desk } from './features/desk/desk.tsx';"],
    ['elsewhere/bad.ts', "import { z } from 'zod';"],
  ] as const;

  it.each(planted)('%s: %s', (path, text) => {
    expect(violationsOf([{ path, text }], layers)).toHaveLength(1);
  });

  it('and what the table allows is not', () => {
    const text = "import { z } from 'zod';\nimport { Role } from './roles.ts';";
    expect(violationsOf([{ path: 'preload/api/good.ts', text }], layers)).toEqual([]);
  });
});
