import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PossibleMatch } from '../../../preload/api/patients.ts';
import { useShortcut } from '../../keyboard/keyboard.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { patientName } from '../../ui/patient-name.ts';

/** Why the person in the form is not the match: asked, logged, never refused. */
export function ReasonDialog(props: {
  match: PossibleMatch | null;
  isSaving: boolean;
  onClose: () => void;
  onReason: (reason: string) => void;
}) {
  const { t } = useTranslation('patients');
  const [reason, setReason] = useState('');
  const isReady = reason.trim() !== '';
  const submit = () => isReady && props.onReason(reason.trim());
  useShortcut('confirm', submit);
  return (
    <Dialog
      title={t('another.title')}
      onClose={props.onClose}
      actions={
        <>
          <Button variant="default" onClick={props.onClose}>
            {t('another.back')}
          </Button>
          <Button
            disabled={!isReady}
            loading={props.isSaving}
            rightSection={<Kbd keys="Enter" onAccent />}
            onClick={submit}
          >
            {t('another.save')}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextInput
          data-autofocus
          label={
            props.match ? t('another.label', { name: patientName(props.match.patient) }) : t('another.labelUnnamed')
          }
          description={t('another.logged')}
          placeholder={t('another.example')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </form>
    </Dialog>
  );
}
