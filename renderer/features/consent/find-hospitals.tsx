import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConsentOverview } from '../../../preload/api/consent.ts';
import type { PatientId } from '../../../preload/api/ids.ts';
import { useCall } from '../../api/queries.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { CardAndPin, isComplete, NO_CARD } from './card-and-pin.tsx';
import styles from './dialogs.module.css';

/** The patient presents card and PIN, so that this hospital learns where else they are registered. */
export function FindHospitals(props: {
  patientId: PatientId;
  onFound: (hospitals: ConsentOverview['knownAt']) => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation(['consent', 'ui']);
  const [card, setCard] = useState(NO_CARD);
  const find = useCall('consent.findHospitals');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isComplete(card)) return;
    const onError = () => setCard({ ...card, pin: '' });
    find.mutate({ patientId: props.patientId, ...card }, { onSuccess: props.onFound, onError });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <p className={styles.text}>{t('consent:find.explain')}</p>
      <CardAndPin value={card} onChange={setCard} />
      {find.error ? <ErrorNotice error={find.error} /> : null}
      {find.data?.length === 0 ? <output className={styles.none}>{t('consent:find.none')}</output> : null}
      <div className={styles.actions}>
        <Button variant="default" onClick={props.onCancel}>
          {t('ui:cancel')}
        </Button>
        <Button type="submit" disabled={!isComplete(card)} loading={find.isPending}>
          {t('consent:find.submit')}
        </Button>
      </div>
    </form>
  );
}
