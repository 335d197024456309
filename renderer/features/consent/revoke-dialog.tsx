import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GrantView } from '../../../preload/api/consent.ts';
import type { PatientId } from '../../../preload/api/ids.ts';
import { useCall } from '../../api/queries.ts';
import { useShortcut } from '../../keyboard/keyboard.tsx';
import { useSessionStatus } from '../../session.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { StatePill } from '../../ui/state-pill.tsx';
import { CardAndPin, isComplete, NO_CARD } from './card-and-pin.tsx';
import { GrantSlip, usePrintSlip } from './consent-slip.tsx';
import styles from './dialogs.module.css';
import { grantSides } from './grant-sides.ts';

/** Ends a consent: says first what that can and cannot undo, then takes card and PIN. */
export function RevokeDialog(props: { patientId: PatientId; grant: GrantView; onClose: () => void }) {
  const { patientId, grant, onClose } = props;
  const { t } = useTranslation(['consent', 'ui']);
  const [card, setCard] = useState(NO_CARD);
  const revoke = useCall('consent.revoke');
  useShortcut('back', onClose);
  const { reader: hospital } = grantSides(grant, useSessionStatus()?.hospital?.name ?? '');

  if (revoke.data) return <Revoked patientId={patientId} grant={revoke.data} onClose={onClose} />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isComplete(card)) return;
    // A refused PIN is typed again, the card need not be scanned again.
    const onError = () => setCard({ ...card, pin: '' });
    revoke.mutate({ patientId, grantId: grant.id, ...card }, { onError });
  };
  return (
    <Dialog title={t('consent:revoke.title', { hospital })} width={640} onClose={onClose}>
      <form className={styles.form} onSubmit={submit}>
        <div className={styles.effects}>
          <section>
            <h3>{t('consent:revoke.does')}</h3>
            <ul>
              <li>{t('consent:revoke.stops', { hospital })}</li>
              <li>{t('consent:revoke.keys')}</li>
              <li>{t('consent:revoke.copies')}</li>
            </ul>
          </section>
          <section>
            <h3>{t('consent:revoke.doesNot')}</h3>
            <ul>
              <li>{t('consent:revoke.read')}</li>
              <li>{t('consent:revoke.notes', { hospital })}</li>
            </ul>
          </section>
        </div>
        <CardAndPin value={card} onChange={setCard} />
        {revoke.error ? <ErrorNotice error={revoke.error} /> : null}
        <div className={styles.actions}>
          <Button variant="default" onClick={onClose}>
            {t('ui:cancel')}
          </Button>
          <Button type="submit" color="red" disabled={!isComplete(card)} loading={revoke.isPending}>
            {t('consent:revoke.submit')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Revoked({ patientId, grant, onClose }: { patientId: PatientId; grant: GrantView; onClose: () => void }) {
  const { t } = useTranslation('consent');
  const slip = usePrintSlip(patientId);
  const { reader } = grantSides(grant, useSessionStatus()?.hospital?.name ?? '');
  return (
    <Dialog
      title={t('revoke.done')}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={slip.print}>
            {t('slip.print')}
          </Button>
          <Button data-autofocus onClick={onClose}>
            {t('done')}
          </Button>
        </>
      }
    >
      <p className={styles.text}>{t('revoke.doneHint', { hospital: reader })}</p>
      <StatePill state={grant.syncState} />
      {slip.error ? <ErrorNotice error={slip.error} /> : null}
      <GrantSlip grant={grant} patientId={patientId} />
    </Dialog>
  );
}
