import { IconUsersGroup } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { TextButton } from '../../ui/text-button.tsx';
import styles from './patient-form.module.css';
import { POSSIBLE_MATCHES_ID } from './possible-matches.tsx';

/** In a narrow window the matches stand below the form, out of sight: says at the names that there are some. */
export function MatchesBelow({ count }: { count: number }) {
  const { t } = useTranslation('patients');
  if (count === 0) return null;
  const jump = () => document.querySelector<HTMLElement>(`#${POSSIBLE_MATCHES_ID} button`)?.focus();
  return (
    <span className={styles.matchesBelow}>
      <TextButton onClick={jump}>
        <IconUsersGroup aria-hidden size={15} /> {t('matches.below', { count })}
      </TextButton>
    </span>
  );
}
