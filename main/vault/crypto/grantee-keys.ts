import { z } from 'zod';
import { CATEGORIES, Category } from '../../../preload/api/categories.ts';
import { bytesOf } from './bytes-schema.ts';
import { categoryKey, tagKey } from './epoch.ts';

/** What a reader under a grant holds of one epoch: the categories in scope and the key that finds records (KEY7). */
export const GranteeKeys = z.strictObject({
  epoch: z.int().min(1),
  tagKey: bytesOf(32),
  categoryKeys: z.partialRecord(Category, bytesOf(32)),
});
export type GranteeKeys = z.infer<typeof GranteeKeys>;

/** Large enough for every category, so that the size of a sealed grant does not tell how much it opens. */
export const GRANTEE_BUCKET = 1536;

export function granteeKeys(epoch: number, epochKey: Uint8Array, categories: readonly Category[]): GranteeKeys {
  const inScope = CATEGORIES.filter((category) => categories.includes(category));
  const categoryKeys = Object.fromEntries(inScope.map((category) => [category, categoryKey(epochKey, category)]));
  return { epoch, tagKey: tagKey(epochKey), categoryKeys };
}
