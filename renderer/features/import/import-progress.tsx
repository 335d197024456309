import { Button, Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ImportProgress } from '../../../preload/api/imports.ts';
import { useCall } from '../../api/queries.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useFormat } from '../../ui/format.ts';
import styles from './import.module.css';
import type { RunningImport } from './import-store.ts';

/** How far, how much longer, and the way to stop it with nothing kept. */
export function ImportProgressCard({ running }: { running: RunningImport }) {
  const { t } = useTranslation('import');
  const format = useFormat();
  const cancel = useCall('imports.cancel');
  const { importId, progress, fileName } = running;
  const done = progress?.done ?? 0;
  const total = progress?.total ?? 0;
  return (
    <Card title={fileName} padded>
      <div className={styles.progress}>
        <span>{t(`phase.${progress?.phase ?? 'reading'}`)}</span>
        <Progress value={total === 0 ? 0 : (done / total) * 100} aria-label={t('progress')} size="lg" />
        <div className={styles.numbers}>
          <span>{t('count', { done: format.number(done), total: format.number(total) })}</span>
          <TimeLeft progress={progress} />
        </div>
        {cancel.error ? <ErrorNotice error={cancel.error} /> : null}
        <div className={styles.actions}>
          <Button
            variant="default"
            disabled={importId === null}
            loading={cancel.isPending || cancel.isSuccess}
            onClick={() => importId && cancel.mutate({ importId })}
          >
            {t('cancel')}
          </Button>
          <span className={styles.small}>{t('cancelHint')}</span>
        </div>
      </div>
    </Card>
  );
}

function TimeLeft({ progress }: { progress: ImportProgress | null }) {
  const { t } = useTranslation('import');
  const left = progress?.remainingMs ?? null;
  if (left === null) return <span>{t('left.unknown')}</span>;
  const seconds = Math.ceil(left / 1000);
  return (
    <span>
      {seconds < 90 ? t('left.seconds', { seconds }) : t('left.minutes', { minutes: Math.round(seconds / 60) })}
    </span>
  );
}
