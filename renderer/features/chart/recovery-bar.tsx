import { IconHourglass } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientView } from '../../../preload/api/patients.ts';
import { useSlots } from '../../slots.ts';
import { useFormat } from '../../ui/format.ts';
import { TextButton } from '../../ui/text-button.tsx';
import styles from './recovery-bar.module.css';

/** A new key waits for this patient: from when it counts, and how whoever has the old card stops it. */
export function RecoveryBar({ patient }: { patient: PatientView }) {
  const { t } = useTranslation('chart');
  const format = useFormat();
  const { StopRecovery } = useSlots();
  const [isStopping, setStopping] = useState(false);
  if (!patient.recovery) return null;
  const { state, readyAt } = patient.recovery;
  return (
    <section className={styles.bar} aria-label={t('actions.recoverKey')}>
      <IconHourglass aria-hidden size={17} className={styles.icon} />
      <span className={styles.words}>
        {t(`recovery.${state}`, { at: readyAt === null ? '' : format.dateTime(readyAt) })}
      </span>
      {state === 'stopping' ? null : <TextButton onClick={() => setStopping(true)}>{t('recovery.stop')}</TextButton>}
      {isStopping ? <StopRecovery patientId={patient.id} onClose={() => setStopping(false)} /> : null}
    </section>
  );
}
