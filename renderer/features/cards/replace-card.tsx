import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Pin, RecoveryPhrase } from '../../../preload/api/patients.ts';
import { useCall } from '../../api/queries.ts';
import type { OwnCardProps } from '../../slots.ts';
import { CardDialog } from './card-dialog.tsx';
import { CardForm } from './card-form.tsx';
import { CardReader } from './card-reader.tsx';
import { agreedPin, NewPin, NOTHING_TYPED } from './new-pin.tsx';
import { PhraseField } from './phrase-field.tsx';

/** S17: the card is lost, worn or known to somebody else, and the patient comes with another way to open the key. */
export function ReplaceCard({ patientId, onClose }: OwnCardProps) {
  const { t } = useTranslation('cards');
  const replacing = useCall('patients.replaceCard');
  const [code, setCode] = useState('');
  const [pinOrPhrase, setPinOrPhrase] = useState('');
  const [typed, setTyped] = useState(NOTHING_TYPED);
  if (replacing.data) return <CardDialog card={replacing.data} patientId={patientId} before="card" onClose={onClose} />;

  const pin = agreedPin(typed);
  const isOpener = Pin.safeParse(pinOrPhrase).success || RecoveryPhrase.safeParse(pinOrPhrase).success;
  const isComplete = code !== '' && isOpener && pin !== null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isComplete) replacing.mutate({ patientId, code, pinOrPhrase, pin });
  };
  return (
    <CardForm
      title={t('replace.title')}
      explain={t('replace.explain')}
      make={t('replace.make')}
      isComplete={isComplete}
      isMaking={replacing.isPending}
      error={replacing.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <CardReader autoFocus label={t('replace.card')} code={code} onRead={setCode} />
      <PhraseField label={t('replace.opener')} value={pinOrPhrase} onChange={setPinOrPhrase} />
      <NewPin label={t('replace.pin')} value={typed} onChange={setTyped} />
    </CardForm>
  );
}
