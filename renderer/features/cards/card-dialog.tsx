import { Button } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../preload/api/errors.ts';
import { asAppError, call } from '../../api/client.ts';
import { useShortcut } from '../../keyboard/keyboard.tsx';
import { SHORTCUTS } from '../../keyboard/shortcuts.ts';
import type { CardDialogProps } from '../../slots.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { PrintSheet } from '../../ui/print-sheet.tsx';
import styles from './card-dialog.module.css';
import { CardFace, cardPng, useCardWords } from './card-face.tsx';

type Outcome = 'none' | 'printed' | 'saved';

/** A card exists only here, until it is on paper or in a file: closing earlier says so on the button. */
export function CardDialog({ card, patientId, onClose }: CardDialogProps) {
  const { t } = useTranslation('cards');
  const words = useCardWords(card);
  const [outcome, setOutcome] = useState<Outcome>('none');
  const [error, setError] = useState<AppError | null>(null);

  const attempt = async (done: Outcome, action: () => Promise<boolean>) => {
    setError(null);
    try {
      if (await action()) setOutcome(done);
    } catch (failure) {
      setError(asAppError(failure));
    }
  };
  const print = () =>
    attempt('printed', async () => {
      const printed = await call('files.print', {});
      if (printed) await call('audit.printed', { patientId, what: 'card' });
      return printed;
    });
  const save = () =>
    attempt('saved', async () =>
      call('files.saveImage', { suggestedName: `${card.label}.png`, png: await cardPng(card.code, words) }),
    );
  useShortcut('print', () => void print());
  useShortcut('back', onClose);

  return (
    <Dialog
      title={t('dialog.title')}
      width={520}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {outcome === 'none' ? t('dialog.closeUnprinted') : t('dialog.done')}
          </Button>
          <Button variant="default" leftSection={<IconDownload size={16} />} onClick={() => void save()}>
            {t('dialog.save')}
          </Button>
          <Button
            data-autofocus
            leftSection={<IconPrinter size={16} />}
            rightSection={<Kbd keys={SHORTCUTS.print.keys} onAccent />}
            onClick={() => void print()}
          >
            {t('dialog.print')}
          </Button>
        </>
      }
    >
      <CardFace code={card.code} words={words} />
      <p className={styles.advice}>{t('dialog.advice')}</p>
      <output className={styles.outcome}>{outcome === 'none' ? t('dialog.onlyHere') : t(`dialog.${outcome}`)}</output>
      {error ? <ErrorNotice error={error} /> : null}
      <PrintSheet>
        <CardFace code={card.code} words={words} />
      </PrintSheet>
    </Dialog>
  );
}
