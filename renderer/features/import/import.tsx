import { Button } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FileTicket } from '../../../preload/api/desktop.ts';
import type { AppError } from '../../../preload/api/errors.ts';
import { IMPORT_MAX_BYTES } from '../../../preload/api/imports.ts';
import { asAppError, call, offerFile } from '../../api/client.ts';
import { useShortcut } from '../../keyboard/keyboard.tsx';
import { useRouter } from '../../router.tsx';
import { Card } from '../../ui/card.tsx';
import { DropArea } from '../../ui/drop-area.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Page } from '../../ui/page.tsx';
import styles from './import.module.css';
import { ImportProgressCard } from './import-progress.tsx';
import { ImportReportView } from './import-report.tsx';
import { isOver } from './import-store.ts';
import { useImport } from './use-import.ts';

/** A FHIR bundle into the records: choose, watch, and an account of every entry. */
export function Import() {
  const { t } = useTranslation('import');
  const { back } = useRouter();
  const { running, store } = useImport();
  useShortcut('back', back);
  return (
    <Page
      title={t('title')}
      subtitle={t('subtitle')}
      actions={
        isOver(running?.progress ?? null) ? (
          <Button variant="default" autoFocus={running?.progress?.phase !== 'done'} onClick={() => store.clear()}>
            {t('report.another')}
          </Button>
        ) : null
      }
    >
      <div className={styles.screen}>
        {running === null ? <Choose /> : null}
        {running && !isOver(running.progress) ? <ImportProgressCard running={running} /> : null}
        {running?.importId && isOver(running.progress) ? (
          <ImportReportView importId={running.importId} progress={running.progress} />
        ) : null}
      </div>
    </Page>
  );
}

function Choose() {
  const { t } = useTranslation('import');
  const { store } = useImport();
  const [failure, setFailure] = useState<AppError | null>(null);
  const take = async (ask: () => Promise<FileTicket | null>) => {
    setFailure(null);
    try {
      const ticket = await ask();
      if (ticket) await store.start(ticket);
    } catch (error) {
      setFailure(asAppError(error));
    }
  };
  return (
    <Card padded>
      <DropArea onDrop={(file) => void take(() => offerFile(file))}>
        <IconUpload aria-hidden size={26} className={styles.icon} />
        <div className={styles.words}>
          <strong>{t('drop')}</strong>
          <span>{t('limits', { megabytes: IMPORT_MAX_BYTES / 1e6 })}</span>
        </div>
        <Button autoFocus onClick={() => void take(() => call('files.choose', { purpose: 'bundle' }))}>
          {t('choose')}
        </Button>
      </DropArea>
      <p className={styles.promise}>{t('promise')}</p>
      {failure ? <ErrorNotice error={failure} /> : null}
    </Card>
  );
}
