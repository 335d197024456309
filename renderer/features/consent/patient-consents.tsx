import { Button } from '@mantine/core';
import { IconHandStop, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConsentOverview, GrantView } from '../../../preload/api/consent.ts';
import { query } from '../../api/queries.ts';
import type { PatientConsentsProps } from '../../slots.ts';
import { Answered } from '../../ui/answered.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { AskDialog } from './ask-dialog.tsx';
import { GrantRow } from './grant-row.tsx';
import { RequestRow } from './request-row.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';
import styles from './sections.module.css';

/** Who may read what of this patient, who asks, and what has ended. */
export function PatientConsents({ patientId }: PatientConsentsProps) {
  const { t } = useTranslation('consent');
  const overview = useQuery(query('consent.overview', { patientId }));
  const [isAsking, setIsAsking] = useState(false);
  const [revoked, setRevoked] = useState<GrantView | null>(null);
  return (
    <Answered query={overview}>
      {(consents) => (
        <div className={styles.sections}>
          <div className={styles.head}>
            <p>{t('overview.hint')}</p>
            <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setIsAsking(true)}>
              {t('overview.ask')}
            </Button>
          </div>
          <Overview consents={consents} onRevoke={setRevoked} />
          {isAsking ? (
            <AskDialog patientId={patientId} knownAt={consents.knownAt} onClose={() => setIsAsking(false)} />
          ) : null}
          {revoked ? <RevokeDialog patientId={patientId} grant={revoked} onClose={() => setRevoked(null)} /> : null}
        </div>
      )}
    </Answered>
  );
}

function Overview({ consents, onRevoke }: { consents: ConsentOverview; onRevoke: (grant: GrantView) => void }) {
  const { t } = useTranslation('consent');
  const pending = consents.requests.filter(({ state }) => state === 'pending');
  const closed = consents.requests.filter(({ state }) => state !== 'pending' && state !== 'approved');
  const active = consents.grants.filter(({ state }) => state === 'active');
  const ended = consents.grants.filter(({ state }) => state !== 'active');
  if (consents.requests.length + consents.grants.length === 0) {
    return <EmptyState icon={<IconHandStop />} title={t('overview.empty')} hint={t('overview.emptyHint')} />;
  }
  return (
    <>
      {pending.length > 0 ? (
        <Card title={t('overview.pending')} note={pending.length}>
          {pending.map((request) => (
            <RequestRow key={request.id} request={request} />
          ))}
        </Card>
      ) : null}
      <Card title={t('overview.active')} note={active.length}>
        {active.length === 0 ? (
          <EmptyState title={t('overview.noneActive')} hint={t('overview.noneActiveHint')} />
        ) : null}
        {active.map((grant) => (
          <GrantRow key={grant.id} grant={grant} onRevoke={() => onRevoke(grant)} />
        ))}
      </Card>
      {ended.length + closed.length > 0 ? (
        <Card title={t('overview.ended')} note={ended.length + closed.length}>
          {ended.map((grant) => (
            <GrantRow key={grant.id} grant={grant} />
          ))}
          {closed.map((request) => (
            <RequestRow key={request.id} request={request} />
          ))}
        </Card>
      ) : null}
    </>
  );
}
