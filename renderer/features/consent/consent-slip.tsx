import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GrantView } from '../../../preload/api/consent.ts';
import type { AppError } from '../../../preload/api/errors.ts';
import type { PatientId } from '../../../preload/api/ids.ts';
import { asAppError, call } from '../../api/client.ts';
import { query } from '../../api/queries.ts';
import { useShortcut } from '../../keyboard/keyboard.tsx';
import { useSessionStatus, useUser } from '../../session.ts';
import { useFormat } from '../../ui/format.ts';
import { patientName } from '../../ui/patient-name.ts';
import { PrintSheet } from '../../ui/print-sheet.tsx';
import { CategoryList } from './category-list.tsx';
import styles from './consent-slip.module.css';
import { grantSides } from './grant-sides.ts';

/** Prints what the slip on screen says and writes that it was printed into the audit trail. */
export function usePrintSlip(patientId: PatientId): { print: () => void; error: AppError | null } {
  const [error, setError] = useState<AppError | null>(null);
  const print = async () => {
    setError(null);
    try {
      if (await call('files.print', {})) await call('audit.printed', { patientId, what: 'consentSlip' });
    } catch (failure) {
      setError(asAppError(failure));
    }
  };
  useShortcut('print', () => void print());
  return { print: () => void print(), error };
}

/** The paper the patient takes home: what they decided, until when, and how to stop it. */
export function GrantSlip({ grant, patientId }: { grant: GrantView; patientId: PatientId }) {
  const { t } = useTranslation('consent');
  const format = useFormat();
  const user = useUser();
  const ours = useSessionStatus()?.hospital?.name ?? '';
  const patient = useQuery(query('patients.get', { patientId })).data;
  const { reader, keeper } = grantSides(grant, ours);
  const isEnded = grant.state !== 'active';
  const rows = [
    { name: t('slip.patient'), value: patient ? `${patientName(patient)} · ${patient.mrn}` : '' },
    { name: t('slip.records'), value: keeper },
    { name: t('slip.reader'), value: reader },
    { name: t('slip.what'), value: <CategoryList categories={grant.categories} /> },
    { name: t('slip.given'), value: format.dateTime(grant.grantedAt) },
    {
      name: isEnded ? t('slip.ended') : t('slip.until'),
      value: format.dateTime(grant.endedAt ?? grant.expiresAt),
    },
    { name: t('slip.number'), value: grant.id.slice(0, 18) },
  ];
  return (
    <PrintSheet>
      <h1 className={styles.title}>{isEnded ? t('slip.stopped') : t('slip.title')}</h1>
      <dl className={styles.rows}>
        {rows.map(({ name, value }) => (
          <div key={name} className={styles.row}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p>{isEnded ? t('slip.unread') : t('slip.how', { hospital: ours })}</p>
      <p className={styles.printed}>{t('slip.printed', { by: user.name, at: format.dateTime(Date.now()) })}</p>
    </PrintSheet>
  );
}
