import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { query } from '../../api/queries.ts';
import { useRouter } from '../../router.tsx';
import { Answered } from '../../ui/answered.tsx';
import { CardRow } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useFormat } from '../../ui/format.ts';
import { patientName } from '../../ui/patient-name.ts';

/** Requests of other hospitals that a patient of ours has not answered yet. */
export function OpenRequests() {
  const { t } = useTranslation('desk');
  const { moment } = useFormat();
  const { go } = useRouter();
  const requests = useQuery(query('consent.requests', {}));
  return (
    <Answered query={requests}>
      {(all) => {
        const open = all.filter((request) => request.direction === 'incoming' && request.state === 'pending');
        if (open.length === 0) return <EmptyState title={t('requests.empty')} hint={t('requests.emptyHint')} />;
        return open.map((request) => (
          <CardRow
            key={request.id}
            main={t('requests.line', { hospital: request.from.name, patient: patientName(request.patient) })}
            second={request.purpose}
            end={moment(request.askedAt)}
            onOpen={() => go({ name: 'approval', requestId: request.id })}
          />
        ));
      }}
    </Answered>
  );
}
