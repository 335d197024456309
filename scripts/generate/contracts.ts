import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { compileRegistry } from './compile-registry.ts';
import { registryFiles } from './registry-files.ts';

const root = resolve(import.meta.dirname, '../..');
for (const file of registryFiles(compileRegistry(root))) {
  writeFileSync(resolve(root, file.path), file.text);
  console.log(`wrote ${file.path}`);
}
