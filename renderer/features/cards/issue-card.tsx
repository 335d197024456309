import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Pin } from '../../../preload/api/patients.ts';
import { useCall } from '../../api/queries.ts';
import { useShortcut } from '../../keyboard/keyboard.tsx';
import type { IssueCardProps } from '../../slots.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { PinField } from '../../ui/pin-field.tsx';
import { CardDialog } from './card-dialog.tsx';
import styles from './issue-card.module.css';

/** The patient takes over the key the hospital keeps: chooses a PIN, and gets the card. */
export function IssueCard({ patientId, onClose }: IssueCardProps) {
  const { t } = useTranslation(['cards', 'ui']);
  const issue = useCall('patients.issueCard');
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  useShortcut('back', onClose);

  if (issue.data) return <CardDialog card={issue.data} patientId={patientId} onClose={onClose} />;

  const isDifferent = again.length === pin.length && again !== pin;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (Pin.safeParse(pin).success && again === pin) issue.mutate({ patientId, pin });
  };
  return (
    <Dialog title={t('cards:issue.title')} onClose={onClose}>
      <form onSubmit={submit} className={styles.form}>
        <p className={styles.explain}>{t('cards:issue.explain')}</p>
        <PinField
          autoFocus
          label={t('cards:issue.pin')}
          description={t('cards:issue.pinHint')}
          value={pin}
          onChange={setPin}
        />
        <PinField
          label={t('cards:issue.again')}
          error={isDifferent ? t('cards:issue.different') : undefined}
          value={again}
          onChange={setAgain}
        />
        {issue.error ? <ErrorNotice error={issue.error} /> : null}
        <div className={styles.actions}>
          <Button variant="default" onClick={onClose}>
            {t('ui:cancel')}
          </Button>
          <Button type="submit" loading={issue.isPending} disabled={again !== pin || !Pin.safeParse(pin).success}>
            {t('cards:issue.make')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
