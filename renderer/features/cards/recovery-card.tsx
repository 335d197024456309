import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientId } from '../../../preload/api/ids.ts';
import { type PatientCard, Pin, RecoveryPhrase } from '../../../preload/api/patients.ts';
import { useCall } from '../../api/queries.ts';
import { PinField } from '../../ui/pin-field.tsx';
import { CardForm } from './card-form.tsx';
import { CardReader } from './card-reader.tsx';
import { NOTHING_TYPED } from './new-pin.tsx';
import { PhraseField } from './phrase-field.tsx';
import { RecoveryCardDialog } from './recovery-card-dialog.tsx';

/** A second card of the patient's key, to be kept at home. `own` is the card that was just handed over. */
export function RecoveryCard(props: { patientId: PatientId; own?: PatientCard; onClose: () => void }) {
  const { patientId, own, onClose } = props;
  const { t } = useTranslation('cards');
  const making = useCall('patients.makeRecoveryCard');
  const [code, setCode] = useState(own?.code ?? '');
  const [pin, setPin] = useState('');
  const [phrase, setPhrase] = useState(NOTHING_TYPED);
  if (making.data) return <RecoveryCardDialog card={making.data} patientId={patientId} onClose={onClose} />;

  const isAgreed = phrase.first === phrase.again && RecoveryPhrase.safeParse(phrase.first).success;
  const isComplete = code !== '' && Pin.safeParse(pin).success && isAgreed;
  const isDifferent = phrase.again.length >= phrase.first.length && phrase.again !== phrase.first;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isComplete) making.mutate({ patientId, code, pin, phrase: phrase.first });
  };
  return (
    <CardForm
      title={t('recovery.title')}
      explain={t(own ? 'recovery.offer' : 'recovery.explain')}
      make={t('recovery.make')}
      {...(own ? { decline: t('recovery.notNow') } : {})}
      isComplete={isComplete}
      isMaking={making.isPending}
      error={making.error}
      onSubmit={submit}
      onClose={onClose}
    >
      {own ? null : <CardReader autoFocus label={t('recovery.card')} code={code} onRead={setCode} />}
      <PinField autoFocus={own !== undefined} label={t('recovery.pin')} value={pin} onChange={setPin} />
      <PhraseField
        label={t('recovery.phrase')}
        description={t('recovery.phraseHint')}
        value={phrase.first}
        onChange={(first) => setPhrase({ ...phrase, first })}
      />
      <PhraseField
        label={t('recovery.again')}
        error={isDifferent ? t('recovery.different') : undefined}
        value={phrase.again}
        onChange={(again) => setPhrase({ ...phrase, again })}
      />
    </CardForm>
  );
}
