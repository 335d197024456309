import { SegmentedControl, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Pin } from '../../../preload/api/patients.ts';
import { useCall } from '../../api/queries.ts';
import type { OwnCardProps } from '../../slots.ts';
import { PinField } from '../../ui/pin-field.tsx';
import { CardDialog } from './card-dialog.tsx';
import { CardForm } from './card-form.tsx';
import { CardReader } from './card-reader.tsx';
import { agreedPin, NewPin, NOTHING_TYPED, type TypedTwice } from './new-pin.tsx';

const SHORTEST_REASON = 3;
const CHOICES = ['newCard', 'cardOfElsewhere'] as const;

interface Typed {
  readonly choice: (typeof CHOICES)[number];
  readonly pin: TypedTwice;
  /** The card that another hospital gave the patient since. */
  readonly code: string;
}

/** The card that is to count: a PIN for a new one, or one that is there, with its own; null while that is not typed. */
function cardOf({ choice, pin, code }: Typed): { code: string | null; pin: string } | null {
  if (choice === 'cardOfElsewhere')
    return code !== '' && Pin.safeParse(pin.first).success ? { code, pin: pin.first } : null;
  const agreed = agreedPin(pin);
  return agreed === null ? null : { code: null, pin: agreed };
}

/** KEY9: neither card is left. The desk says why it believes who this is, and the registry makes the new key wait. */
export function RecoverKey({ patientId, onClose }: OwnCardProps) {
  const { t } = useTranslation('cards');
  const recovering = useCall('patients.recoverKey');
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState<Typed>({ choice: 'newCard', pin: NOTHING_TYPED, code: '' });
  const made = recovering.data;
  if (made) return <CardDialog card={made} patientId={patientId} before="recovery" onClose={onClose} />;

  const card = cardOf(typed);
  const isComplete = card !== null && reason.trim().length >= SHORTEST_REASON;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isComplete) return;
    recovering.mutate({ patientId, ...card, reason }, { onSuccess: (answer) => (answer ? undefined : onClose()) });
  };
  return (
    <CardForm
      title={t('recover.title')}
      explain={t('recover.explain')}
      make={t(`recover.make.${typed.choice}`)}
      isComplete={isComplete}
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
      <WhichCard value={typed} onChange={setTyped} />
    </CardForm>
  );
}

function WhichCard({ value, onChange }: { value: Typed; onChange: (value: Typed) => void }) {
  const { t } = useTranslation('cards');
  return (
    <>
      <SegmentedControl
        aria-label={t('recover.which')}
        data={CHOICES.map((choice) => ({ value: choice, label: t(`recover.choice.${choice}`) }))}
        value={value.choice}
        onChange={(chosen) =>
          onChange({ choice: CHOICES.find((one) => one === chosen) ?? 'newCard', pin: NOTHING_TYPED, code: '' })
        }
      />
      {value.choice === 'newCard' ? (
        <NewPin label={t('issue.pin')} value={value.pin} onChange={(pin) => onChange({ ...value, pin })} />
      ) : (
        <>
          <CardReader label={t('recover.card')} code={value.code} onRead={(code) => onChange({ ...value, code })} />
          <PinField
            label={t('recover.pin')}
            value={value.pin.first}
            onChange={(first) => onChange({ ...value, pin: { first, again: '' } })}
          />
        </>
      )}
    </>
  );
}
