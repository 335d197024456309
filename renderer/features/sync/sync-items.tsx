import { VisuallyHidden } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncItem } from '../../../preload/api/sync.ts';
import { query } from '../../api/queries.ts';
import { Answered } from '../../ui/answered.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useFormat } from '../../ui/format.ts';
import { patientName } from '../../ui/patient-name.ts';
import { StatePill } from '../../ui/state-pill.tsx';
import { TextButton } from '../../ui/text-button.tsx';
import { ItemDetails } from './item-details.tsx';
import { useMomentToCome } from './next-batch.tsx';
import styles from './sync.module.css';

/** Newest work and what became of it; what needs attention says why. */
export function SyncItems() {
  const { t } = useTranslation('sync');
  const items = useQuery(query('sync.items', {}));
  const [openId, setOpenId] = useState<SyncItem['id'] | null>(null);
  const open = items.data?.find((item) => item.id === openId);
  return (
    <Card>
      <Answered query={items}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState icon={<IconCircleCheck aria-hidden />} title={t('items.empty')} hint={t('items.emptyHint')} />
          ) : (
            <ItemTable items={list} onDetails={setOpenId} />
          )
        }
      </Answered>
      {open ? <ItemDetails item={open} onClose={() => setOpenId(null)} /> : null}
    </Card>
  );
}

/** Rows put on screen at once: more than fit, few enough to appear as fast as the key is released. */
const ROWS_AT_ONCE = 40;

function ItemTable(props: { items: readonly SyncItem[]; onDetails: (id: SyncItem['id']) => void }) {
  const { t } = useTranslation('sync');
  const [isWhole, setIsWhole] = useState(false);
  const body = useRef<HTMLTableSectionElement>(null);
  const shown = isWhole ? props.items : props.items.slice(0, ROWS_AT_ONCE);
  const hidden = props.items.length - shown.length;
  useEffect(() => {
    // Where reading goes on: the button that had the focus is gone.
    if (isWhole) body.current?.rows[ROWS_AT_ONCE]?.querySelector('button')?.focus();
  }, [isWhole]);
  return (
    <>
      <div className={styles.scroller}>
        <table className={styles.table} aria-rowcount={props.items.length + 1}>
          <thead>
            <tr>
              <th scope="col">{t('items.what')}</th>
              <th scope="col">{t('items.patient')}</th>
              <th scope="col">{t('items.state')}</th>
              <th scope="col">{t('items.since')}</th>
              <th>
                <VisuallyHidden>{t('items.details')}</VisuallyHidden>
              </th>
            </tr>
          </thead>
          <tbody ref={body}>
            {shown.map((item) => (
              <ItemRow key={item.id} item={item} onDetails={() => props.onDetails(item.id)} />
            ))}
          </tbody>
        </table>
      </div>
      {hidden > 0 ? (
        <div className={styles.more}>
          <TextButton onClick={() => setIsWhole(true)}>{t('items.more', { count: hidden })}</TextButton>
        </div>
      ) : null}
    </>
  );
}

function ItemRow({ item, onDetails }: { item: SyncItem; onDetails: () => void }) {
  const { t } = useTranslation('sync');
  const { t: words } = useTranslation('errors');
  const { moment } = useFormat();
  const more = useStateRemark(item);
  return (
    <tr>
      <td>
        <b className={styles.kind}>{t(`kinds.${item.kind}`)}</b>
        {item.title ? ` · ${item.title}` : ''}
        <div className={styles.small}>{item.by}</div>
      </td>
      <td>
        {item.patient ? patientName(item.patient) : null}
        <div className={styles.small}>{item.patient?.mrn}</div>
      </td>
      <td>
        <StatePill state={item.state} more={more} />
        {item.error ? (
          <div className={styles.why}>
            {words(`${item.error.code}.title`)}. {words(`${item.error.code}.todo`)}
          </div>
        ) : null}
      </td>
      <td className={styles.number}>{moment(item.since)}</td>
      <td className={styles.end}>
        <TextButton onClick={onDetails}>{t('items.details')}</TextButton>
      </td>
    </tr>
  );
}

/** What is known beyond the state: the block that confirms it, or what it still waits for. */
export function useStateRemark({ state, blockNumber, leavesAt }: SyncItem): string | null {
  const { t } = useTranslation('sync');
  const { number } = useFormat();
  const when = useMomentToCome();
  switch (state) {
    case 'confirmed':
      return blockNumber === null ? null : t('items.inBlock', { block: number(blockNumber) });
    case 'saved':
      return leavesAt === null ? t('items.waiting') : t('items.leavesAt', when(leavesAt));
    case 'sent':
      return t('items.notConfirmed');
    case 'attention':
      return null;
  }
}
