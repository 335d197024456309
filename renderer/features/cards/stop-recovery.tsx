import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Pin } from '../../../preload/api/patients.ts';
import { useCall } from '../../api/queries.ts';
import type { OwnCardProps } from '../../slots.ts';
import { PinField } from '../../ui/pin-field.tsx';
import { CardForm } from './card-form.tsx';
import { CardReader } from './card-reader.tsx';

/** The old card turned up, or somebody else has asked for a new one: its owner stops the key that waits. */
export function StopRecovery({ patientId, onClose }: OwnCardProps) {
  const { t } = useTranslation('cards');
  const stopping = useCall('patients.stopRecovery');
  const [code, setCode] = useState('');
  const [pin, setPin] = useState('');
  const isComplete = code !== '' && Pin.safeParse(pin).success;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isComplete) stopping.mutate({ patientId, code, pin }, { onSuccess: onClose });
  };
  return (
    <CardForm
      title={t('stop.title')}
      explain={t('stop.explain')}
      make={t('stop.make')}
      isComplete={isComplete}
      isMaking={stopping.isPending}
      error={stopping.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <CardReader autoFocus label={t('stop.card')} code={code} onRead={setCode} />
      <PinField label={t('stop.pin')} value={pin} onChange={setPin} />
    </CardForm>
  );
}
