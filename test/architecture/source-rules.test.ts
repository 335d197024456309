import { describe, expect, it } from 'vitest';
import { brokenRules, RULES } from './source-rules.ts';
import { readSources } from './source-tree.ts';

const sources = readSources('main', 'preload', 'renderer', 'scripts');

describe('[R-09] source rules', () => {
  it('hold in the whole tree, and there is a tree', () => {
    expect(sources.length).toBeGreaterThan(50);
    expect(brokenRules(sources)).toEqual([]);
  });

  const planted: Readonly<Record<string, readonly string[]>> = {
    serialize: ['const copy = db.serialize();'],
    attach: ['db.exec(\'attach database "x" as y\');', 'db.prepare(`ATTACH ? AS other`);'],
    loadExtension: ["db.loadExtension('x.so');"],
    NonceManager: ["import { NonceManager } from 'ethers';"],
    'pins.add': ['await helia.pins.add(cid);', 'void helia.pins.add(cid);'],
    'blockstore signal': ['await helia.blockstore.get(cid);', 'await blockstore.has(cid, {});'],
    queryFilter: ['await registry.queryFilter(filter);'],
    eval: ["eval('1');", "new Function('return 1');"],
    dangerouslySetInnerHTML: ['const x = <p dangerouslySetInnerHTML={{ __html: text }} />;'],
    'Math.random': ['const id = Math.random();'],
  };

  it.each(RULES.map((rule) => rule.name))('%s fails on its planted violations', (name) => {
    const fixtures = planted[name] ?? [];
    expect(fixtures.length).toBeGreaterThan(0);
    for (const text of fixtures) {
      const broken = brokenRules([{ path: 'main/planted.tsx', text }]);
      expect(broken.filter((line) => line.includes(` ${name}: `)).length, text).toBeGreaterThan(0);
    }
  });

  it('lets the right forms pass', () => {
    const text = [
      'for await (const step of helia.pins.add(cid)) steps.push(step);',
      'await helia.blockstore.get(cid, { signal });',
      '// ATTACH and serialize() in a comment are words',
      "const words = 'Attach the file';",
    ].join('\n');
    expect(brokenRules([{ path: 'main/right.ts', text }])).toEqual([]);
  });
});
