import { Button } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PatientId } from '../../../preload/api/ids.ts';
import type { PatientCard } from '../../../preload/api/patients.ts';
import { useShortcut } from '../../keyboard/keyboard.tsx';
import { SHORTCUTS } from '../../keyboard/shortcuts.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { PrintSheet } from '../../ui/print-sheet.tsx';
import styles from './card-dialog.module.css';
import { CardFace, useCardFace } from './card-face.tsx';
import { OutputNotices } from './card-notices.tsx';
import { useCardOutput } from './use-card-output.ts';

/** The recovery card, to print or save. It opens from the moment it was made, so there is nothing to confirm. */
export function RecoveryCardDialog(props: { card: PatientCard; patientId: PatientId; onClose: () => void }) {
  const { card, patientId, onClose } = props;
  const { t } = useTranslation(['cards', 'ui']);
  const face = useCardFace(card);
  const output = useCardOutput(card, face, patientId);
  useShortcut('print', output.print);
  useShortcut('back', onClose);
  if (!face) return null;
  return (
    <Dialog
      title={t('cards:recovery.title')}
      width={780}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t('ui:close')}
          </Button>
          <Button variant="default" leftSection={<IconDownload size={16} />} onClick={output.save}>
            {t('cards:dialog.save')}
          </Button>
          <Button
            data-autofocus
            leftSection={<IconPrinter size={16} />}
            rightSection={<Kbd keys={SHORTCUTS.print.keys} onAccent />}
            onClick={output.print}
          >
            {t('cards:dialog.print')}
          </Button>
        </>
      }
    >
      <div className={styles.columns}>
        <div className={styles.card}>
          <CardFace {...face} />
        </div>
        <div className={styles.words}>
          <output className={styles.state}>{t(`cards:dialog.place.${output.place}`)}</output>
          <OutputNotices output={output} />
          <p className={styles.advice}>{t('cards:recovery.advice')}</p>
        </div>
      </div>
      <PrintSheet>
        <CardFace {...face} />
      </PrintSheet>
    </Dialog>
  );
}
