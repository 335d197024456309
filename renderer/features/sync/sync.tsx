import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { query, useCall } from '../../api/queries.ts';
import { Answered } from '../../ui/answered.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useFormat } from '../../ui/format.ts';
import { Page } from '../../ui/page.tsx';
import { BlockEvents } from './block-events.tsx';
import { HealthCards } from './health-cards.tsx';
import { NextBatch } from './next-batch.tsx';
import { SyncItems } from './sync-items.tsx';

/** What this workstation still owes the network, item by item, and whether the network can be reached. */
export function Sync() {
  const { t } = useTranslation('sync');
  const status = useQuery(query('sync.status', {}));
  const now = useCall('sync.now');
  return (
    <Page
      title={t('title')}
      subtitle={t('subtitle')}
      actions={
        <Button
          leftSection={<IconRefresh size={18} aria-hidden />}
          loading={now.isPending}
          onClick={() => now.mutate({})}
        >
          {t('now')}
        </Button>
      }
    >
      <SeenNow attempt={now} />
      <Answered query={status}>
        {(seen) => (
          <>
            <HealthCards status={seen} />
            <BlockEvents events={seen.blockEvents} />
            <NextBatch at={seen.nextBatchAt} />
          </>
        )}
      </Answered>
      <SyncItems />
    </Page>
  );
}

/** The answer to "Sync now": exactly what was seen, never more. */
function SeenNow({ attempt }: { attempt: ReturnType<typeof useCall<'sync.now'>> }) {
  const { t } = useTranslation('sync');
  const { timeWithSeconds } = useFormat();
  if (attempt.error) return <ErrorNotice error={attempt.error} />;
  const seen = attempt.data;
  const words = seen
    ? t('seen', {
        time: timeWithSeconds(attempt.submittedAt),
        chain: seen.chain.state === 'ok' ? 'ok' : 'not',
        open: seen.waiting + seen.sent + seen.attention,
        waiting: seen.waiting,
        sent: seen.sent,
        attention: seen.attention,
      })
    : '';
  // Always in the page, so that a screen reader announces what comes.
  return <output style={{ display: 'block', marginBottom: words === '' ? 0 : 12 }}>{words}</output>;
}
