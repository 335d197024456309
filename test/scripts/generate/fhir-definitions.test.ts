import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { fhirDefinitionFiles } from '../../../scripts/generate/fhir-definitions.ts';

const ROOT = resolve(import.meta.dirname, '../../..');

it('the committed FHIR definitions are what the pinned package says', () => {
  for (const { path, text } of fhirDefinitionFiles(ROOT)) {
    expect(readFileSync(resolve(ROOT, path), 'utf8') === text, `${path} is stale: npm run generate`).toBe(true);
  }
});
