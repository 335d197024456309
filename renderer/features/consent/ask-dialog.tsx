import { Button } from '@mantine/core';
import { IconUserCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConsentOverview } from '../../../preload/api/consent.ts';
import type { PatientId } from '../../../preload/api/ids.ts';
import { useCall } from '../../api/queries.ts';
import { useShortcut } from '../../keyboard/keyboard.tsx';
import { useRouter } from '../../router.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { StatePill } from '../../ui/state-pill.tsx';
import { AskForm } from './ask-form.tsx';
import styles from './dialogs.module.css';
import { FindHospitals } from './find-hospitals.tsx';

type Hospitals = ConsentOverview['knownAt'];

/** Asks another hospital's patient for access: first where the person is known, then what for. */
export function AskDialog(props: { patientId: PatientId; knownAt: Hospitals; onClose: () => void }) {
  const { patientId, onClose } = props;
  const { t } = useTranslation('consent');
  const [hospitals, setHospitals] = useState<Hospitals>(props.knownAt);
  const [isLooking, setIsLooking] = useState(props.knownAt.length === 0);
  const ask = useCall('consent.ask');
  const { go } = useRouter();
  useShortcut('back', onClose);

  if (ask.data) {
    const { id: requestId, to, syncState } = ask.data;
    return (
      <Dialog
        title={t('ask.done')}
        onClose={onClose}
        actions={
          <>
            <Button variant="default" onClick={onClose}>
              {t('done')}
            </Button>
            <Button
              autoFocus
              leftSection={<IconUserCheck size={16} aria-hidden />}
              onClick={() => go({ name: 'approval', requestId })}
            >
              {t('request.show')}
            </Button>
          </>
        }
      >
        <p className={styles.text}>{t('ask.doneHint', { hospital: to.name })}</p>
        <StatePill state={syncState} />
      </Dialog>
    );
  }
  return (
    <Dialog title={t('ask.title')} width={640} onClose={onClose}>
      {isLooking ? (
        <FindHospitals
          patientId={patientId}
          onFound={(found) => {
            setHospitals(found);
            setIsLooking(found.length === 0);
          }}
          onCancel={onClose}
        />
      ) : (
        <AskForm
          hospitals={hospitals}
          isSending={ask.isPending}
          error={ask.error}
          onLookAgain={() => setIsLooking(true)}
          onCancel={onClose}
          onAsk={(question) => ask.mutate({ patientId, ...question })}
        />
      )}
    </Dialog>
  );
}
