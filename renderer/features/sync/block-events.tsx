import { IconShieldCheck, IconShieldExclamation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SyncStatus } from '../../../preload/api/sync.ts';
import { Badge } from '../../ui/badge.tsx';
import { Card, CardRow } from '../../ui/card.tsx';
import { useFormat } from '../../ui/format.ts';
import styles from './sync.module.css';

/** Files on disk that were not what they should be: refused, and whether a good copy has come back. */
export function BlockEvents({ events }: { events: SyncStatus['blockEvents'] }) {
  const { t } = useTranslation('sync');
  const { moment } = useFormat();
  if (events.length === 0) return null;
  return (
    <Card
      className={styles.events}
      title={t('blocks.title')}
      icon={<IconShieldExclamation aria-hidden />}
      note={t('blocks.note')}
    >
      {events.map((event) => (
        <CardRow
          key={`${event.digest} ${event.at} ${event.outcome}`}
          main={
            event.outcome === 'restored' ? (
              <Badge tone="green" icon={<IconShieldCheck aria-hidden />}>
                {t('blocks.restored')}
              </Badge>
            ) : (
              <Badge tone="red" icon={<IconShieldExclamation aria-hidden />}>
                {t('blocks.quarantined')}
              </Badge>
            )
          }
          second={t('blocks.digest', { digest: event.digest.slice(0, 16) })}
          end={moment(event.at)}
        />
      ))}
    </Card>
  );
}
