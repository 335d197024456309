import { Button } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { query, useCall } from '../../api/queries.ts';
import { Answered } from '../../ui/answered.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useFormat } from '../../ui/format.ts';
import { Page } from '../../ui/page.tsx';
import { AuditTable } from './audit-table.tsx';

const PAGE_ROWS = 300;

/** Who did what here, newest first, and whether the record of it is unchanged. */
export function Audit() {
  const { t } = useTranslation('audit');
  const [beforeSeq, setBeforeSeq] = useState<number | null>(null);
  const lines = useQuery(query('audit.list', { limit: PAGE_ROWS, beforeSeq }));
  const verify = useCall('audit.verify');
  const last = lines.data?.at(-1)?.seq;
  const hasOlder = lines.data?.length === PAGE_ROWS && last !== undefined;
  return (
    <Page
      title={t('title')}
      subtitle={t('subtitle')}
      actions={
        <Button
          leftSection={<IconShieldCheck size={18} aria-hidden />}
          loading={verify.isPending}
          onClick={() => verify.mutate({})}
        >
          {t('verify')}
        </Button>
      }
      status={<Verified result={verify.data} />}
    >
      {verify.error ? <ErrorNotice error={verify.error} /> : null}
      {verify.data?.intact === false ? <ErrorNotice error={{ code: 'audit.chainBroken' }} /> : null}
      <Card>
        <Answered query={lines}>
          {(list) =>
            list.length === 0 ? (
              <EmptyState title={t('empty')} hint={t('emptyHint')} />
            ) : (
              <AuditTable lines={list} badSeq={verify.data?.firstBadSeq ?? null} />
            )
          }
        </Answered>
      </Card>
      <Pages
        onNewest={beforeSeq === null ? null : () => setBeforeSeq(null)}
        onOlder={hasOlder ? () => setBeforeSeq(last) : null}
      />
    </Page>
  );
}

function Verified({ result }: { result: { rows: number; intact: boolean; firstBadSeq: number | null } | undefined }) {
  const { t } = useTranslation('audit');
  const { number } = useFormat();
  if (!result) return null;
  if (result.intact) return <Badge tone="green">{t('intact', { rows: number(result.rows) })}</Badge>;
  return (
    <Badge tone="red">{t('broken', { seq: result.firstBadSeq === null ? '–' : number(result.firstBadSeq) })}</Badge>
  );
}

function Pages({ onNewest, onOlder }: { onNewest: (() => void) | null; onOlder: (() => void) | null }) {
  const { t } = useTranslation('audit');
  if (!onNewest && !onOlder) return null;
  return (
    <div style={{ display: 'flex', gap: 10, marginTop: 12 }}>
      {onNewest ? (
        <Button size="xs" variant="default" onClick={onNewest}>
          {t('newest')}
        </Button>
      ) : null}
      {onOlder ? (
        <Button size="xs" variant="default" onClick={onOlder}>
          {t('older')}
        </Button>
      ) : null}
    </div>
  );
}
