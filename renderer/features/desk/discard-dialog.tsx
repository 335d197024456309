import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DraftId } from '../../../preload/api/ids.ts';
import { useCall } from '../../api/queries.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';

/** The one thing on the desk that cannot be undone asks first. */
export function DiscardDialog(props: { draftId: DraftId; title: string; onClose: () => void }) {
  const { draftId, title, onClose } = props;
  const { t } = useTranslation('desk');
  const discard = useCall('drafts.discard');
  return (
    <Dialog
      title={t('drafts.discardTitle')}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" data-autofocus onClick={onClose}>
            {t('drafts.keep')}
          </Button>
          <Button
            color="red"
            loading={discard.isPending}
            onClick={() => discard.mutate({ draftId }, { onSuccess: onClose })}
          >
            {t('drafts.discardNow')}
          </Button>
        </>
      }
    >
      {t('drafts.discardHint', { title })}
      {discard.error ? <ErrorNotice error={discard.error} /> : null}
    </Dialog>
  );
}
