import { IconUsersGroup } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PatientId } from '../../../preload/api/ids.ts';
import type { PossibleMatch } from '../../../preload/api/patients.ts';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { classNames } from '../../ui/class-names.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useFormat } from '../../ui/format.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { patientName } from '../../ui/patient-name.ts';
import styles from './possible-matches.module.css';
import { type Matches, STRONG_SCORE } from './use-matches.ts';

/** Of the element around them, to find them from the form. */
export const POSSIBLE_MATCHES_ID = 'possible-matches';

const WEAK_SCORE = 50;

/** People who may be the one in the form, best first, each with why. Never a block, never a decision. */
export function PossibleMatches({ matches, onOpen }: { matches: Matches; onOpen: (id: PatientId) => void }) {
  const { t } = useTranslation('patients');
  const { list } = matches;
  return (
    <Card
      title={t('matches.title')}
      icon={<IconUsersGroup aria-hidden />}
      note={list.length > 0 ? t('matches.count', { count: list.length }) : undefined}
    >
      {list.length === 0 ? <EmptyState title={t('matches.none')} hint={t('matches.noneHint')} /> : null}
      <ol className={styles.list} aria-live="polite">
        {list.map((match) => (
          <li key={match.patient.id}>
            <MatchRow match={match} isMarked={match === matches.marked} onOpen={() => onOpen(match.patient.id)} />
          </li>
        ))}
      </ol>
      {list.length > 0 ? (
        <p className={styles.foot}>
          {matches.hasStrong ? (
            <>
              <span>
                <Kbd keys="Enter" /> {t('matches.opens')}
              </span>
              <span>
                <Kbd keys="Ctrl+Enter" /> {t('matches.another')}
              </span>
            </>
          ) : (
            <span>
              <Kbd keys="Enter" /> {t('matches.saves')}
            </span>
          )}
        </p>
      ) : null}
    </Card>
  );
}

function MatchRow({ match, isMarked, onOpen }: { match: PossibleMatch; isMarked: boolean; onOpen: () => void }) {
  const { t } = useTranslation('patients');
  const { birthDate, sex } = useFormat();
  const { patient, score, reasons } = match;
  const tone = score >= STRONG_SCORE ? 'red' : score >= WEAK_SCORE ? 'amber' : 'neutral';
  return (
    <button type="button" className={classNames(styles.match, isMarked && styles.marked)} onClick={onOpen}>
      <span className={styles.text}>
        <b className={styles.name}>{patientName(patient)}</b>
        {patient.localName ? <span className={styles.local}>{patient.localName}</span> : null}
        <span className={styles.facts}>
          {sex(patient.sex)} · {birthDate(patient.birthDate)} · {t('mrn', { mrn: patient.mrn })}
        </span>
        <span className={styles.reasons}>
          {reasons.map(({ reason, detail }) => t(`reasons.${reason}`, { detail })).join(' · ')}
        </span>
      </span>
      <Badge tone={tone}>{t('matches.score', { score })}</Badge>
    </button>
  );
}
