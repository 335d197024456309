import { IconInbox } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AccessRequest } from '../../../preload/api/consent.ts';
import { query } from '../../api/queries.ts';
import { Answered } from '../../ui/answered.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { RequestRow } from './request-row.tsx';
import styles from './sections.module.css';

/** All requests of this hospital's patients, those that wait for an answer first. */
export function Requests() {
  const { t } = useTranslation('consent');
  const requests = useQuery(query('consent.requests', {}));
  return (
    <Page title={t('requests.title')} subtitle={t('requests.subtitle')}>
      <Answered query={requests}>{(all) => <Sections all={all} />}</Answered>
    </Page>
  );
}

function Sections({ all }: { all: readonly AccessRequest[] }) {
  const { t } = useTranslation('consent');
  if (all.length === 0) {
    return <EmptyState icon={<IconInbox />} title={t('requests.empty')} hint={t('requests.emptyHint')} />;
  }
  const newestFirst = all.toSorted((a, b) => b.askedAt - a.askedAt);
  const pending = newestFirst.filter(({ state }) => state === 'pending');
  const sections = {
    incoming: pending.filter(({ direction }) => direction === 'incoming'),
    outgoing: pending.filter(({ direction }) => direction === 'outgoing'),
    closed: newestFirst.filter(({ state }) => state !== 'pending'),
  };
  return (
    <div className={styles.sections}>
      {(['incoming', 'outgoing', 'closed'] as const).map((name) =>
        sections[name].length === 0 ? null : (
          <Card key={name} title={t(`requests.${name}`)} note={sections[name].length}>
            {sections[name].map((request) => (
              <RequestRow key={request.id} request={request} withPatient />
            ))}
          </Card>
        ),
      )}
    </div>
  );
}
