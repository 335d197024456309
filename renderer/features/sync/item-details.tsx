import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncItem } from '../../../preload/api/sync.ts';
import { useCall } from '../../api/queries.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useFormat } from '../../ui/format.ts';
import { patientName } from '../../ui/patient-name.ts';
import { StatePill } from '../../ui/state-pill.tsx';
import styles from './sync.module.css';
import { useStateRemark } from './sync-items.tsx';

/** Everything known about one item, with a way to try it again. */
export function ItemDetails({ item, onClose }: { item: SyncItem; onClose: () => void }) {
  const { t } = useTranslation('sync');
  const { dateTime, number } = useFormat();
  const more = useStateRemark(item);
  const retry = useCall('sync.retry');
  const error = retry.error ?? item.error;
  return (
    <Dialog
      title={t(`kinds.${item.kind}`)}
      width={560}
      onClose={onClose}
      actions={
        item.canRetry ? (
          <Button loading={retry.isPending} onClick={() => retry.mutate({ outboxId: item.id })}>
            {t('items.retry')}
          </Button>
        ) : null
      }
    >
      {error ? <ErrorNotice error={error} /> : null}
      <dl className={styles.facts}>
        <Fact name={t('items.what')}>{item.title}</Fact>
        <Fact name={t('items.patient')}>
          {item.patient ? `${patientName(item.patient)} · ${item.patient.mrn}` : t('items.noPatient')}
        </Fact>
        <Fact name={t('items.by')}>{item.by}</Fact>
        <Fact name={t('items.state')}>
          <StatePill state={item.state} more={more} />
        </Fact>
        <Fact name={t('items.since')}>{dateTime(item.since)}</Fact>
        <Fact name={t('items.transaction')}>
          <code>{item.transactionHash ?? t('items.noTransaction')}</code>
        </Fact>
        <Fact name={t('items.block')}>{item.blockNumber === null ? t('items.noBlock') : number(item.blockNumber)}</Fact>
      </dl>
    </Dialog>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
