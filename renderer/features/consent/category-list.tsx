import { useTranslation } from 'react-i18next';
import type { Category } from '../../../preload/api/categories.ts';

/** Categories in words, in one line. */
export function CategoryList({ categories }: { categories: readonly Category[] }) {
  const { t } = useTranslation('ui');
  return categories.map((category) => t(`category.${category}`)).join(', ');
}
