import { Button } from '@mantine/core';
import { IconArrowDownLeft, IconArrowUpRight, IconUserCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { AccessRequest } from '../../../preload/api/consent.ts';
import { useRouter } from '../../router.tsx';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { useFormat } from '../../ui/format.ts';
import { patientName } from '../../ui/patient-name.ts';
import { StatePill } from '../../ui/state-pill.tsx';
import { CategoryList } from './category-list.tsx';
import styles from './consent-row.module.css';

const TONES: Record<AccessRequest['state'], Tone> = {
  pending: 'amber',
  approved: 'green',
  refused: 'neutral',
  withdrawn: 'neutral',
  expired: 'neutral',
};

/** Who asks whom for what, why and for how long. An open one can be shown to the patient at either desk. */
export function RequestRow({ request, withPatient }: { request: AccessRequest; withPatient?: boolean }) {
  const { t } = useTranslation('consent');
  const format = useFormat();
  const { go } = useRouter();
  const isIncoming = request.direction === 'incoming';
  const Arrow = isIncoming ? IconArrowDownLeft : IconArrowUpRight;
  return (
    <div className={styles.row}>
      <Arrow aria-hidden size={18} className={styles.arrow} />
      <div className={styles.words}>
        <span className={styles.first}>
          {isIncoming
            ? t('request.incoming', { hospital: request.from.name })
            : t('request.outgoing', { hospital: request.to.name })}
          {withPatient ? (
            <button
              type="button"
              className={styles.patient}
              onClick={() => go({ name: 'chart', patientId: request.patient.id, tab: 'consents' })}
            >
              {patientName(request.patient)} · {request.patient.mrn}
            </button>
          ) : null}
        </span>
        <span>
          <CategoryList categories={request.categories} /> · {t('days', { days: request.days })}
        </span>
        <span className={styles.small}>
          {t('request.why', {
            purpose: request.purpose,
            by: request.requestedBy,
            at: format.dateTime(request.askedAt),
          })}
        </span>
      </div>
      <div className={styles.end}>
        <Badge tone={TONES[request.state]}>{t(`request.state.${request.state}`)}</Badge>
        {isIncoming && request.state === 'refused' ? <StatePill state={request.syncState} /> : null}
        {isIncoming ? null : <StatePill state={request.syncState} />}
        {request.state === 'pending' ? (
          <Button
            size="xs"
            leftSection={<IconUserCheck size={16} aria-hidden />}
            onClick={() => go({ name: 'approval', requestId: request.id })}
          >
            {t('request.show')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
