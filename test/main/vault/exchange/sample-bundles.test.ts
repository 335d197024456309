import { describe, expect, it } from 'vitest';
import { readBundle } from '../../../../main/vault/exchange/bundle.ts';
import { readDemographics } from '../../../../main/vault/exchange/patient-resource.ts';
import { lineOf } from '../../../../main/vault/exchange/record-line.ts';
import { findInvalidity } from '../../../../main/vault/exchange/validate.ts';
import { hasSampleBundles, sampleBundles, WITHOUT_SAMPLE_BUNDLES } from '../../../fixtures/sample-data.ts';

describe.skipIf(!hasSampleBundles)(
  `nine synthetic patients${hasSampleBundles ? '' : ` (skipped: ${WITHOUT_SAMPLE_BUNDLES})`}`,
  () => {
    const bundles = hasSampleBundles ? sampleBundles() : [];

    it('are 2,143 entries', () => {
      expect(bundles.map(({ entryCount }) => entryCount).reduce((sum, count) => sum + count, 0)).toBe(2143);
    });

    it.each(bundles)('$name is read whole: valid, resolved, with a line and a name', ({ bytes, entryCount }) => {
      const bundle = readBundle(bytes);
      expect(bundle.entries).toHaveLength(entryCount);
      for (const entry of bundle.entries) {
        const text = bundle.textOf(entry, ({ index }) => `id-${index}`);
        const resource: unknown = JSON.parse(text);
        expect(findInvalidity(resource)).toBeNull();
        expect(text).not.toContain('"reference":"urn:');
        expect(bundle.foreignSubject(entry)).toBeNull();
        expect(lineOf(resource).title).not.toBe(entry.resourceType);
        if (entry === bundle.patient) expect(readDemographics(resource).family).toMatch(/^\p{L}+$/u);
      }
    });
  },
);
