import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../../api/queries.ts';
import { useRouter } from '../../router.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { PinField } from '../../ui/pin-field.tsx';

const PIN_DIGITS = 6;

/** A scanned card says who it belongs to only with its PIN. Opens the patient, or says where else they are known. */
export function IdentifyDialog({ code, onClose }: { code: string; onClose: () => void }) {
  const { t } = useTranslation('frame');
  const { go } = useRouter();
  const [pin, setPin] = useState('');
  const identify = useCall('patients.identify');
  const stranger = identify.data && !identify.data.patient ? identify.data : null;

  const submit = (): void => {
    if (pin.length !== PIN_DIGITS || identify.isPending) return;
    identify.mutate(
      { code, pin },
      {
        onSuccess: ({ patient }) => {
          if (!patient) return;
          onClose();
          go({ name: 'chart', patientId: patient.id, tab: 'summary' });
        },
        onError: () => setPin(''),
      },
    );
  };
  if (stranger) return <Stranger hospitals={stranger.knownAt.map(({ name }) => name)} onClose={onClose} />;

  return (
    <Dialog
      title={t('identify.title')}
      onClose={onClose}
      actions={
        <Button disabled={pin.length !== PIN_DIGITS} loading={identify.isPending} onClick={submit}>
          {t('identify.open')}
        </Button>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <PinField label={t('identify.pin')} description={t('identify.hint')} value={pin} onChange={setPin} autoFocus />
      </form>
      {identify.error ? <ErrorNotice error={identify.error} /> : null}
    </Dialog>
  );
}

/** The card is good, and its holder has never been registered here. */
function Stranger({ hospitals, onClose }: { hospitals: readonly string[]; onClose: () => void }) {
  const { t } = useTranslation('frame');
  const { go } = useRouter();
  return (
    <Dialog
      title={t('identify.unknown')}
      onClose={onClose}
      actions={
        <Button
          data-autofocus
          onClick={() => {
            onClose();
            go({ name: 'register' });
          }}
        >
          {t('identify.register')}
        </Button>
      }
    >
      <p>
        {hospitals.length > 0 ? t('identify.knownAt', { hospitals: hospitals.join(', ') }) : t('identify.knownNowhere')}
      </p>
      <p>{t('identify.next')}</p>
    </Dialog>
  );
}
