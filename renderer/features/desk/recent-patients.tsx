import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { query } from '../../api/queries.ts';
import { useMay } from '../../may.ts';
import { useRouter } from '../../router.tsx';
import { Answered } from '../../ui/answered.tsx';
import { CardRow } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useFormat } from '../../ui/format.ts';
import { patientName } from '../../ui/patient-name.ts';
import { StatePill } from '../../ui/state-pill.tsx';
import styles from './desk.module.css';

/** The patients something was last done with, newest first. */
export function RecentPatients() {
  const { t } = useTranslation('desk');
  const { age, moment, sex } = useFormat();
  const { go } = useRouter();
  const mayOpen = useMay('patients.get');
  const recent = useQuery(query('patients.recent', { limit: 20 }));
  return (
    <Answered query={recent}>
      {(lines) =>
        lines.length === 0 ? (
          <EmptyState title={t('recent.empty')} hint={t('recent.emptyHint')} />
        ) : (
          lines.map(({ patient, state, lastActivityAt }) => (
            <CardRow
              key={patient.id}
              main={<span className={styles.name}>{patientName(patient)}</span>}
              second={`${sex(patient.sex)} · ${age(patient.birthDate)} · ${t('mrn', { mrn: patient.mrn })}`}
              end={
                <>
                  <StatePill state={state} />
                  {moment(lastActivityAt)}
                </>
              }
              onOpen={mayOpen ? () => go({ name: 'chart', patientId: patient.id, tab: 'summary' }) : undefined}
            />
          ))
        )
      }
    </Answered>
  );
}
