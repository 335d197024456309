import { z } from 'zod';

/**
 * The consent unit. The order is frozen: the position is the bit in a grant's scope and part of the label
 * a category key is derived with, so a name may be added at the end, never moved or removed.
 */
export const CATEGORIES = [
  'demographics',
  'encounter',
  'problem',
  'allergy',
  'medication',
  'immunization',
  'observation',
  'procedure',
  'document',
  'sensitive',
] as const;

export const Category = z.enum(CATEGORIES);
export type Category = z.infer<typeof Category>;

export const Categories = z
  .array(Category)
  .min(1)
  .max(CATEGORIES.length)
  .refine((list) => new Set(list).size === list.length, 'a category is named twice');
