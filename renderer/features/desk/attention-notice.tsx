import { IconAlertCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { query } from '../../api/queries.ts';
import { useRouter } from '../../router.tsx';
import { TextButton } from '../../ui/text-button.tsx';
import styles from './desk.module.css';

/** Work that does not go on by itself. Absent when there is none. */
export function AttentionNotice() {
  const { t } = useTranslation('desk');
  const { go } = useRouter();
  const attention = useQuery(query('sync.status', {})).data?.attention ?? 0;
  if (attention === 0) return null;
  return (
    <div className={styles.attention}>
      <IconAlertCircle aria-hidden />
      <b>{t('attention.title', { count: attention })}</b>
      <span>{t('attention.safe')}</span>
      <TextButton onClick={() => go({ name: 'sync' })}>{t('attention.look')}</TextButton>
    </div>
  );
}
