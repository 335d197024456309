import { Skeleton } from '@mantine/core';
import { IconAlertCircle, IconCircleCheck, IconCloudOff, IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { query } from '../../api/queries.ts';
import { useRouter } from '../../router.tsx';
import { Badge } from '../../ui/badge.tsx';
import { useFormat } from '../../ui/format.ts';
import styles from './frame.module.css';
import { type SyncSummary, summarise } from './sync-summary.ts';

/** What was seen of synchronisation, in words. Opens Sync. */
export function StatusPill() {
  const { t } = useTranslation('frame');
  const { go } = useRouter();
  const words = useSummaryWords();
  const status = useQuery(query('sync.status', {}));
  if (!status.data) return <Skeleton width={160} height={28} radius={14} />;

  const summary = summarise(status.data);
  const Icon = iconOf(summary);
  return (
    <button type="button" className={styles.pill} onClick={() => go({ name: 'sync' })} title={t('pill.opens')}>
      <Badge tone={summary.tone} round icon={<Icon aria-hidden />}>
        {words(summary)}
      </Badge>
    </button>
  );
}

function iconOf(summary: SyncSummary): typeof IconRefresh {
  if (summary.what === 'attention') return IconAlertCircle;
  if (summary.chain) return IconCloudOff;
  return summary.what === 'confirmed' ? IconCircleCheck : IconRefresh;
}

function useSummaryWords(): (summary: SyncSummary) => string {
  const { t } = useTranslation('frame');
  const { moment } = useFormat();
  return ({ what, count, chain, chainSince, confirmedAt }) => {
    const first =
      what === 'confirmed' && !chain && confirmedAt !== null
        ? t('pill.confirmedAt', { time: moment(confirmedAt) })
        : t(`pill.${what}`, { count });
    return chain ? `${first} · ${t(`pill.chain.${chain}`, { time: moment(chainSince) })}` : first;
  };
}
