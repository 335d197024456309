import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice, type ShownError } from '../../ui/error-notice.tsx';

/** The patient is saved and the card is not made. Not in the words of the code: they may say that nothing was saved. */
export function NoCardDialog({ error, onClose }: { error: ShownError; onClose: () => void }) {
  const { t } = useTranslation('patients');
  return (
    <Dialog
      title={t('noCard.title')}
      onClose={onClose}
      actions={
        <Button data-autofocus onClick={onClose}>
          {t('noCard.openChart')}
        </Button>
      }
    >
      <ErrorNotice
        error={error}
        words={{ title: t('noCard.failed'), safe: t('noCard.safe'), todo: t('noCard.todo') }}
      />
    </Dialog>
  );
}
