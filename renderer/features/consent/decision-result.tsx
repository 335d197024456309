import { Button } from '@mantine/core';
import { IconCircleCheck, IconHandStop, IconInfoCircle, IconPrinter } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { GrantView } from '../../../preload/api/consent.ts';
import type { PatientId } from '../../../preload/api/ids.ts';
import { useSessionStatus } from '../../session.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useFormat } from '../../ui/format.ts';
import { StatePill } from '../../ui/state-pill.tsx';
import styles from './approval.module.css';
import { GrantSlip, usePrintSlip } from './consent-slip.tsx';
import { grantSides } from './grant-sides.ts';

interface ResultProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly hint: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  readonly onDone: () => void;
}

function Result({ icon, title, hint, children, actions, onDone }: ResultProps) {
  const { t } = useTranslation('consent');
  return (
    <div className={styles.result}>
      {icon}
      <h1 className={styles.title}>{title}</h1>
      <p className={styles.why}>{hint}</p>
      {children}
      <div className={styles.buttons}>
        {actions}
        <Button size="lg" autoFocus onClick={onDone}>
          {t('approval.giveBack')}
        </Button>
      </div>
    </div>
  );
}

/** What the patient just allowed, on a slip to take home. */
export function Allowed(props: { grant: GrantView; patientId: PatientId; onDone: () => void }) {
  const { grant, patientId } = props;
  const { t } = useTranslation('consent');
  const format = useFormat();
  const { reader } = grantSides(grant, useSessionStatus()?.hospital?.name ?? '');
  const slip = usePrintSlip(patientId);
  return (
    <Result
      icon={<IconCircleCheck size={44} className={styles.allowed} aria-hidden />}
      title={t('approval.allowed', { hospital: reader, date: format.longDate(grant.expiresAt) })}
      hint={t('approval.allowedHint')}
      actions={
        <Button size="lg" variant="default" leftSection={<IconPrinter aria-hidden />} onClick={slip.print}>
          {t('slip.print')}
        </Button>
      }
      onDone={props.onDone}
    >
      <StatePill state={grant.syncState} />
      {slip.error ? <ErrorNotice error={slip.error} /> : null}
      <GrantSlip grant={grant} patientId={patientId} />
    </Result>
  );
}

export function Refused({ hospital, onDone }: { hospital: string; onDone: () => void }) {
  const { t } = useTranslation('consent');
  return (
    <Result
      icon={<IconHandStop size={44} aria-hidden />}
      title={t('approval.refused', { hospital })}
      hint={t('approval.refusedHint')}
      onDone={onDone}
    />
  );
}

export function AlreadyAnswered({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('consent');
  return (
    <Result
      icon={<IconInfoCircle size={44} aria-hidden />}
      title={t('approval.answered')}
      hint={t('approval.answeredHint')}
      onDone={onDone}
    />
  );
}
