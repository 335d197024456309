import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ErrorView } from '../../../preload/api/errors.ts';
import type { ImportId } from '../../../preload/api/ids.ts';
import type { ImportProgress, ImportReport } from '../../../preload/api/imports.ts';
import { query } from '../../api/queries.ts';
import { useRouter } from '../../router.tsx';
import { Answered } from '../../ui/answered.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useFormat } from '../../ui/format.ts';
import { patientName } from '../../ui/patient-name.ts';
import styles from './import.module.css';
import { RejectionList } from './rejection-list.tsx';

/** What became of every entry of the bundle. */
export function ImportReportView(props: { importId: ImportId; progress: ImportProgress | null }) {
  const report = useQuery(query('imports.report', { importId: props.importId }));
  return (
    <>
      {props.progress?.error ? <ErrorNotice error={props.progress.error} /> : null}
      <Answered query={report}>
        {(account) => (
          <>
            {account.phase === 'done' ? (
              <Totals report={account} />
            ) : (
              <NothingStored report={account} error={props.progress?.error ?? null} />
            )}
            {account.patient ? <OpenPatient patient={account.patient} /> : null}
            {account.rejections.length > 0 ? <RejectionList rejections={account.rejections} /> : null}
            {account.byType.length > 0 ? <ByType report={account} /> : null}
          </>
        )}
      </Answered>
    </>
  );
}

function OpenPatient({ patient }: { patient: NonNullable<ImportReport['patient']> }) {
  const { t } = useTranslation('import');
  const { go } = useRouter();
  return (
    <div className={styles.actions}>
      <Button autoFocus onClick={() => go({ name: 'chart', patientId: patient.id, tab: 'summary' })}>
        {t('report.open', { name: patientName(patient) })}
      </Button>
    </div>
  );
}

const ICONS: Partial<Record<ImportReport['phase'], ReactNode>> = {
  done: <IconCircleCheck aria-hidden className={styles.done} />,
  failed: <IconAlertTriangle aria-hidden className={styles.failed} />,
};

function Totals({ report }: { report: ImportReport }) {
  const { t } = useTranslation('import');
  const format = useFormat();
  const numbers = (['total', 'stored', 'alreadyThere', 'rejected'] as const).map((name) => ({
    name,
    count: report[name],
  }));
  return (
    <Card
      title={report.fileName}
      icon={ICONS[report.phase] ?? <IconInfoCircle aria-hidden />}
      note={t(`phase.${report.phase}`)}
      padded
    >
      <dl className={styles.totals}>
        {numbers.map(({ name, count }) => (
          <div key={name} className={styles.total}>
            <dt>{t(`report.${name}`)}</dt>
            <dd>{format.number(count)}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.small}>
        {t('report.sum')} · {t('report.duration', { seconds: format.number(Math.round(report.durationMs / 100) / 10) })}
      </p>
    </Card>
  );
}

/** No counts: what was not read to its end has none that could be told. */
function NothingStored({ report, error }: { report: ImportReport; error: ErrorView | null }) {
  const { t } = useTranslation('import');
  const { line, column, path } = error?.details ?? {};
  const isInvalid = error?.code === 'import.invalid';
  return (
    <Card
      title={report.fileName}
      icon={ICONS[report.phase] ?? <IconInfoCircle aria-hidden />}
      note={t(`phase.${report.phase}`)}
    >
      {isInvalid ? (
        <p className={styles.place}>
          {typeof line === 'number' ? t('place', { line, column: Number(column) }) : <code>{path}</code>} ·{' '}
          {error.message}
        </p>
      ) : null}
    </Card>
  );
}

function ByType({ report }: { report: ImportReport }) {
  const { t } = useTranslation('import');
  const format = useFormat();
  return (
    <Card title={t('report.byType')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('report.type')}</th>
            <th scope="col">{t('report.stored')}</th>
            <th scope="col">{t('report.alreadyThere')}</th>
            <th scope="col">{t('report.rejected')}</th>
          </tr>
        </thead>
        <tbody>
          {report.byType.map((row) => (
            <tr key={row.resourceType}>
              <th scope="row">{row.resourceType}</th>
              <td>{format.number(row.stored)}</td>
              <td>{format.number(row.alreadyThere)}</td>
              <td>{format.number(row.rejected)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
