import { TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../../api/queries.ts';
import type { OwnCardProps } from '../../slots.ts';
import { CardDialog } from './card-dialog.tsx';
import { CardForm } from './card-form.tsx';
import { agreedPin, NewPin, NOTHING_TYPED } from './new-pin.tsx';

const SHORTEST_REASON = 3;

/** KEY9: neither card is left. The desk says why it believes who this is, and the registry makes the new key wait. */
export function RecoverKey({ patientId, onClose }: OwnCardProps) {
  const { t } = useTranslation('cards');
  const recovering = useCall('patients.recoverKey');
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState(NOTHING_TYPED);
  const card = recovering.data;
  if (card) return <CardDialog card={card} patientId={patientId} before="recovery" onClose={onClose} />;

  const pin = agreedPin(typed);
  const isReasonGiven = reason.trim().length >= SHORTEST_REASON;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (pin !== null && isReasonGiven) recovering.mutate({ patientId, pin, reason });
  };
  return (
    <CardForm
      title={t('recover.title')}
      explain={t('recover.explain')}
      make={t('recover.make')}
      isComplete={pin !== null && isReasonGiven}
      isMaking={recovering.isPending}
      error={recovering.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        autoFocus
        data-autofocus
        label={t('recover.reason')}
        description={t('recover.reasonHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <NewPin label={t('issue.pin')} value={typed} onChange={setTyped} />
    </CardForm>
  );
}
