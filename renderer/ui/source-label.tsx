import { useTranslation } from 'react-i18next';
import styles from './source-label.module.css';

/** Names the hospital a record came from. Records entered here carry no label. */
export function SourceLabel({ name }: { name: string }) {
  const { t } = useTranslation('ui');
  return (
    <span className={styles.label} title={t('sharedBy', { name })}>
      {name}
    </span>
  );
}
