import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, listen } from '../../api/client.ts';
import { Dialog } from '../../ui/dialog.tsx';

/** A minute before auto-lock: says when, that nothing is lost, and takes any answer as being there. */
export function AutoLockWarning() {
  const { t } = useTranslation('frame');
  const [secondsLeft, setSecondsLeft] = useState<number | null>(null);
  useEffect(() => listen('session.locking', (event) => setSecondsLeft(event.secondsLeft)), []);
  if (secondsLeft === null) return null;

  const stay = () => {
    setSecondsLeft(null);
    void call('session.stayOpen', {});
  };
  return (
    <Dialog
      title={t('autoLock.title', { seconds: secondsLeft })}
      onClose={stay}
      actions={
        <Button data-autofocus onClick={stay}>
          {t('autoLock.stay')}
        </Button>
      }
    >
      {t('autoLock.hint')}
    </Dialog>
  );
}
