import { Button } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '../../keyboard/keyboard.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice, type ShownError } from '../../ui/error-notice.tsx';
import styles from './card-form.module.css';

/** What has to be typed before a card is made. */
export function CardForm(props: {
  title: string;
  explain: string;
  make: string;
  /** In the place of "Cancel", where the form is an offer. */
  decline?: string;
  isComplete: boolean;
  isMaking: boolean;
  error: ShownError | null;
  onSubmit: (event: FormEvent) => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation('ui');
  useShortcut('back', props.onClose);
  return (
    <Dialog title={props.title} width={520} onClose={props.onClose}>
      <form onSubmit={props.onSubmit} className={styles.form}>
        <p className={styles.explain}>{props.explain}</p>
        {props.children}
        {props.error ? <ErrorNotice error={props.error} /> : null}
        <div className={styles.actions}>
          <Button variant="default" onClick={props.onClose}>
            {props.decline ?? t('cancel')}
          </Button>
          <Button type="submit" loading={props.isMaking} disabled={!props.isComplete}>
            {props.make}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
