import { Button } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '../../keyboard/keyboard.tsx';
import { SHORTCUTS } from '../../keyboard/shortcuts.ts';
import type { CardDialogProps } from '../../slots.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { PrintSheet } from '../../ui/print-sheet.tsx';
import styles from './card-dialog.module.css';
import { CardFace, CardPlace, type Face, useCardFace } from './card-face.tsx';
import { CardNotices } from './card-notices.tsx';
import { RecoveryCard } from './recovery-card.tsx';
import { type CardDialogState, useCardDialog } from './use-card-dialog.ts';

/**
 * A card on its way to the patient, and then the offer of one for the day it is lost. Closing is safe at any time: what
 * counted before goes on counting until the card is handed over.
 */
export function CardDialog(props: CardDialogProps) {
  const { card, patientId, before, onClose } = props;
  const face = useCardFace(card);
  // A key that has to wait opens nothing yet, so there is nothing to offer.
  const state = useCardDialog(card, face, patientId, () => {
    if (before === 'recovery') onClose();
  });
  if (card && state.isInHand && before !== 'recovery')
    return <RecoveryCard patientId={patientId} own={card} onClose={onClose} />;
  return <OnTheWay {...props} face={face} state={state} />;
}

function OnTheWay({ before, onClose, face, state }: CardDialogProps & { face: Face | null; state: CardDialogState }) {
  const { t } = useTranslation('cards');
  useShortcut('print', state.print);
  useShortcut('confirm', state.handOver);
  useShortcut('back', onClose);
  return (
    <Dialog
      title={t('dialog.title')}
      width={780}
      onClose={onClose}
      actions={<Actions state={state} isMade={face !== null} onClose={onClose} />}
    >
      <div className={styles.columns}>
        <div className={styles.card}>{face ? <CardFace {...face} /> : <CardPlace />}</div>
        <div className={styles.words}>
          <output className={styles.state}>
            <span>{t(face ? `dialog.place.${state.place}` : 'dialog.making')}</span>
            {/* Where handing over failed, the notice says who keeps the key. */}
            {face && !state.keyError ? (
              <span>{t(`dialog.until.${before}.${state.place === 'screen' ? 'onScreen' : 'outside'}`)}</span>
            ) : null}
          </output>
          <CardNotices state={state} before={before} />
          <p className={styles.advice}>{t('dialog.advice')}</p>
        </div>
      </div>
      {face ? (
        <PrintSheet>
          <CardFace {...face} />
        </PrintSheet>
      ) : null}
    </Dialog>
  );
}

/** The way of the card from left to right. */
function Actions({ state, isMade, onClose }: { state: CardDialogState; isMade: boolean; onClose: () => void }) {
  const { t } = useTranslation(['cards', 'ui']);
  const isOutside = state.place !== 'screen';
  return (
    <>
      <Button variant="default" onClick={onClose}>
        {t('ui:close')}
      </Button>
      <Button variant="default" disabled={!isMade} leftSection={<IconDownload size={16} />} onClick={state.save}>
        {t('cards:dialog.save')}
      </Button>
      {/* Not `disabled`: the focus waits here for the card. */}
      <Button
        data-autofocus
        variant={isOutside ? 'default' : 'filled'}
        data-disabled={!isMade || undefined}
        aria-disabled={!isMade}
        leftSection={<IconPrinter size={16} />}
        rightSection={<Kbd keys={SHORTCUTS.print.keys} onAccent={!isOutside} />}
        onClick={state.print}
      >
        {t('cards:dialog.print')}
      </Button>
      {/* Never where the focus comes by itself: a second Enter must not say what nobody has seen. */}
      <Button
        variant={isOutside ? 'filled' : 'default'}
        disabled={!isOutside}
        loading={state.isHandingOver}
        rightSection={<Kbd keys={SHORTCUTS.confirm.keys} onAccent />}
        onClick={state.handOver}
      >
        {t(state.keyError ? 'ui:tryAgain' : 'cards:dialog.handOver')}
      </Button>
    </>
  );
}
