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
import { CardFace, CardPlace, cardPng, useCardFace } from './card-face.tsx';

type Outcome = 'unprinted' | 'printed' | 'saved';

/**
 * A card exists only here, until it is on paper or in a file: closing earlier says so on the button. While it is being
 * made its place is held, and nothing closes the dialog.
 */
export function CardDialog({ card, patientId, onClose }: CardDialogProps) {
  const { t } = useTranslation('cards');
  const face = useCardFace(card);
  const [outcome, setOutcome] = useState<Outcome>('unprinted');
  const [error, setError] = useState<AppError | null>(null);
  const close = face ? onClose : undefined;

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
      if (!face) return false;
      const printed = await call('files.print', {});
      if (printed) await call('audit.printed', { patientId, what: 'card' });
      return printed;
    });
  const save = () =>
    attempt('saved', async () => {
      if (!face) return false;
      return call('files.saveImage', { suggestedName: `${face.words.label}.png`, png: await cardPng(face) });
    });
  useShortcut('print', () => void print());
  useShortcut('back', () => close?.());

  return (
    <Dialog
      title={t('dialog.title')}
      width={520}
      onClose={close}
      actions={
        <>
          <Button variant="default" disabled={!face} onClick={close}>
            {outcome === 'unprinted' ? t('dialog.closeUnprinted') : t('dialog.done')}
          </Button>
          <Button
            variant="default"
            disabled={!face}
            leftSection={<IconDownload size={16} />}
            onClick={() => void save()}
          >
            {t('dialog.save')}
          </Button>
          {/* Not `disabled`: the focus waits here for the card. */}
          <Button
            data-autofocus
            data-disabled={!face || undefined}
            aria-disabled={!face}
            leftSection={<IconPrinter size={16} />}
            rightSection={<Kbd keys={SHORTCUTS.print.keys} onAccent />}
            onClick={() => void print()}
          >
            {t('dialog.print')}
          </Button>
        </>
      }
    >
      {face ? <CardFace {...face} /> : <CardPlace />}
      <p className={styles.advice}>{t('dialog.advice')}</p>
      <output className={styles.outcome}>{t(face ? `dialog.${outcome}` : 'dialog.making')}</output>
      {error ? <ErrorNotice error={error} /> : null}
      {face ? (
        <PrintSheet>
          <CardFace {...face} />
        </PrintSheet>
      ) : null}
    </Dialog>
  );
}
