import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fhirDefinitionFiles } from './fhir-definitions.ts';

const root = resolve(import.meta.dirname, '../..');
for (const file of fhirDefinitionFiles(root)) {
  mkdirSync(dirname(resolve(root, file.path)), { recursive: true });
  writeFileSync(resolve(root, file.path), file.text);
  console.log(`wrote ${file.path}`);
}
