import { Button } from '@mantine/core';
import { IconEye, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditLine } from '../../../preload/api/audit.ts';
import type { AppError } from '../../../preload/api/errors.ts';
import type { PatientView } from '../../../preload/api/patients.ts';
import { asAppError, call } from '../../api/client.ts';
import { query } from '../../api/queries.ts';
import { useShortcut } from '../../keyboard/keyboard.tsx';
import { SHORTCUTS } from '../../keyboard/shortcuts.ts';
import { Answered } from '../../ui/answered.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useFormat } from '../../ui/format.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { patientName } from '../../ui/patient-name.ts';
import { PrintSheet } from '../../ui/print-sheet.tsx';
import { LookTable } from './look-table.tsx';
import styles from './who-looked-tab.module.css';

/** Who saw or changed what of this patient, here and at the hospitals that read, in words the patient understands. */
export function WhoLookedTab({ patient }: { patient: PatientView }) {
  const { t } = useTranslation('chart');
  const looks = useQuery(query('audit.whoLooked', { patientId: patient.id }));
  return (
    <Answered query={looks}>
      {(lines) =>
        lines.length === 0 ? (
          <EmptyState icon={<IconEye />} title={t('empty.looks')} hint={t('empty.looksHint')} />
        ) : (
          <Looks patient={patient} lines={lines} />
        )
      }
    </Answered>
  );
}

function Looks({ patient, lines }: { patient: PatientView; lines: readonly AuditLine[] }) {
  const { t } = useTranslation('chart');
  const format = useFormat();
  const [error, setError] = useState<AppError | null>(null);
  const print = async () => {
    setError(null);
    try {
      if (await call('files.print', {})) await call('audit.printed', { patientId: patient.id, what: 'chart' });
    } catch (failure) {
      setError(asAppError(failure));
    }
  };
  useShortcut('print', () => void print());
  return (
    <>
      {error ? <ErrorNotice error={error} /> : null}
      <Card
        title={t('looks.title')}
        icon={<IconEye aria-hidden />}
        note={lines.length}
        action={
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPrinter size={15} />}
            rightSection={<Kbd keys={SHORTCUTS.print.keys} />}
            onClick={() => void print()}
          >
            {t('looks.print')}
          </Button>
        }
      >
        <LookTable lines={lines} />
      </Card>
      <p className={styles.note}>{t('looks.note')}</p>
      <PrintSheet>
        <h1 className={styles.title}>{t('looks.title')}</h1>
        <p>
          {patientName(patient)} · {t('looks.printed', { mrn: patient.mrn, at: format.dateTime(Date.now()) })}
        </p>
        <LookTable lines={lines} />
        <p>{t('looks.note')}</p>
      </PrintSheet>
    </>
  );
}
