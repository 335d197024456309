import { Button } from '@mantine/core';
import { IconFileCheck, IconPaperclip } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FileTicket } from '../../../../preload/api/desktop.ts';
import type { AppError } from '../../../../preload/api/errors.ts';
import { ATTACHMENT_MAX_BYTES } from '../../../../preload/api/records.ts';
import { asAppError, call, offerFile } from '../../../api/client.ts';
import { DropArea } from '../../../ui/drop-area.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { useFormat } from '../../../ui/format.ts';
import type { ChosenFile } from '../entry-form.ts';
import { refusalOf } from '../file-limits.ts';
import styles from './fields.module.css';

/** Chooses or drops one file. The limits are said first, and held against the file before anything is read. */
export function FileField(props: {
  file: ChosenFile | null;
  keepsFile: boolean;
  onFile: (file: ChosenFile | null) => void;
  error: string | undefined;
}) {
  const { t } = useTranslation('recordEntry');
  const format = useFormat();
  const [failure, setFailure] = useState<AppError | null>(null);

  const take = async (ask: () => Promise<FileTicket | null>) => {
    setFailure(null);
    try {
      const ticket = await ask();
      if (!ticket) return;
      const refusal = refusalOf(ticket);
      if (refusal) setFailure(refusal);
      else props.onFile({ fileId: ticket.fileId, name: ticket.name, sizeBytes: ticket.sizeBytes });
    } catch (error) {
      setFailure(asAppError(error));
    }
  };

  return (
    <fieldset className={styles.file}>
      <legend className={styles.label}>{t('field.file')}</legend>
      <DropArea onDrop={(file) => void take(() => offerFile(file))}>
        {props.file ? <IconFileCheck aria-hidden className={styles.chosen} /> : <IconPaperclip aria-hidden />}
        <div className={styles.fileWords}>
          {props.file ? (
            <output className={styles.chosen}>
              {props.file.name} · {format.bytes(props.file.sizeBytes)}
            </output>
          ) : (
            <span>{props.keepsFile ? t('file.keeps') : t('file.drop')}</span>
          )}
          <small>{t('file.limits', { megabytes: ATTACHMENT_MAX_BYTES / 1e6 })}</small>
        </div>
        <Button
          name="file"
          variant="default"
          onClick={() => void take(() => call('files.choose', { purpose: 'attachment' }))}
        >
          {props.file ? t('file.another') : t('file.choose')}
        </Button>
      </DropArea>
      {props.error ? (
        <p className={styles.error} role="alert">
          {props.error}
        </p>
      ) : null}
      {failure ? <ErrorNotice error={failure} /> : null}
    </fieldset>
  );
}
