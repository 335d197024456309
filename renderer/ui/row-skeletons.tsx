import { Skeleton, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './row-skeletons.module.css';

/** The place of rows that are being read, in their height, so that nothing jumps. */
export function RowSkeletons({ rows = 4 }: { rows?: number }) {
  const { t } = useTranslation('ui');
  return (
    <div className={styles.rows} aria-busy="true">
      <VisuallyHidden>{t('loading')}</VisuallyHidden>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows have no identity
        <div key={row} className={styles.row}>
          <Skeleton height={12} width={`${65 - (row % 3) * 12}%`} />
          <Skeleton height={10} width="30%" />
        </div>
      ))}
    </div>
  );
}
