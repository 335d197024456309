import { Button } from '@mantine/core';
import { IconArrowDownLeft, IconArrowUpRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { GrantView } from '../../../preload/api/consent.ts';
import { Badge } from '../../ui/badge.tsx';
import { useFormat } from '../../ui/format.ts';
import { StatePill } from '../../ui/state-pill.tsx';
import { CategoryList } from './category-list.tsx';
import styles from './consent-row.module.css';

/** One consent: who reads whose records, what, and until when. The patient stops it at either desk. */
export function GrantRow({ grant, onRevoke }: { grant: GrantView; onRevoke?: () => void }) {
  const { t } = useTranslation('consent');
  const format = useFormat();
  const Arrow = grant.direction === 'given' ? IconArrowUpRight : IconArrowDownLeft;
  return (
    <div className={styles.row}>
      <Arrow aria-hidden size={18} className={styles.arrow} />
      <div className={styles.words}>
        <span className={styles.first}>{t(`grant.${grant.direction}`, { hospital: grant.hospital.name })}</span>
        <span>
          <CategoryList categories={grant.categories} />
        </span>
        <span className={styles.small}>
          {t('grant.since', { at: format.dateTime(grant.grantedAt) })} ·{' '}
          {grant.endedAt === null
            ? t('grant.until', { at: format.dateTime(grant.expiresAt) })
            : t('grant.ended', { at: format.dateTime(grant.endedAt) })}
        </span>
      </div>
      <div className={styles.end}>
        <Badge tone={grant.state === 'active' ? 'green' : 'neutral'}>{t(`grant.state.${grant.state}`)}</Badge>
        {grant.direction === 'given' || grant.syncState !== 'confirmed' ? <StatePill state={grant.syncState} /> : null}
        {onRevoke && grant.state === 'active' ? (
          <Button size="xs" variant="default" onClick={onRevoke}>
            {t('grant.stop')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
