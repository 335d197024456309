import { IconAlertTriangle, IconBuildingHospital, IconId } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PatientSummary, PatientView } from '../../preload/api/patients.ts';
import { Badge } from './badge.tsx';
import { useFormat } from './format.ts';
import styles from './patient-banner.module.css';

/** Beside the name on every patient screen: sex, age with "~" when estimated, MRN. */
export function PatientIdentity({ patient }: { patient: PatientSummary }) {
  const { t } = useTranslation('ui');
  const format = useFormat();
  return (
    <span className={styles.identity}>
      <span>
        {format.sex(patient.sex)} · {format.age(patient.birthDate)}
      </span>
      <span>{t('banner.mrn', { mrn: patient.mrn })}</span>
    </span>
  );
}

/** How many allergies are written out before the rest becomes a number. */
const ALLERGIES_IN_WORDS = 2;

/**
 * What must not be overlooked: allergies in words, who holds the key, how many hospitals may read. `brief`: only the
 * allergies, where the header has buttons to show.
 */
export function PatientFacts({ patient, brief }: { patient: PatientView; brief?: boolean }) {
  const { t } = useTranslation('ui');
  const named = patient.allergies.slice(0, ALLERGIES_IN_WORDS).join(' · ');
  const more = patient.allergies.length - ALLERGIES_IN_WORDS;
  return (
    <>
      {patient.allergies.length > 0 ? (
        <Badge whole tone="red" icon={<IconAlertTriangle aria-label={t('banner.allergies')} />}>
          {more > 0 ? t('banner.allergiesAndMore', { named, more }) : named}
        </Badge>
      ) : (
        <Badge>{t('banner.noAllergies')}</Badge>
      )}
      {brief ? null : <KeyAndConsents patient={patient} />}
    </>
  );
}

function KeyAndConsents({ patient }: { patient: PatientView }) {
  const { t } = useTranslation('ui');
  const hasCard = patient.keyState === 'card';
  return (
    <>
      <Badge
        tone={hasCard ? 'accent' : 'amber'}
        icon={hasCard ? <IconId aria-hidden /> : <IconBuildingHospital aria-hidden />}
      >
        {t(`banner.${patient.keyState}`)}
      </Badge>
      <Badge>{t('banner.consents', { count: patient.activeConsents })}</Badge>
    </>
  );
}
