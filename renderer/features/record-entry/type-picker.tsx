import {
  IconActivityHeartbeat,
  IconAlertTriangle,
  IconChartLine,
  IconFileText,
  IconNotes,
  IconPill,
} from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientView } from '../../../preload/api/patients.ts';
import { ENTRY_TYPES, type EntryType } from '../../../preload/api/records.ts';
import { useShortcut } from '../../keyboard/keyboard.tsx';
import { useRouter } from '../../router.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Page } from '../../ui/page.tsx';
import { PatientFacts, PatientIdentity } from '../../ui/patient-banner.tsx';
import { patientName } from '../../ui/patient-name.ts';
import styles from './type-picker.module.css';

const ICONS: Record<EntryType, typeof IconPill> = {
  Condition: IconActivityHeartbeat,
  AllergyIntolerance: IconAlertTriangle,
  MedicationStatement: IconPill,
  Observation: IconChartLine,
  Encounter: IconNotes,
  DocumentReference: IconFileText,
};

/** What kind of record: arrows and Enter, or its number. */
export function TypePicker({ patient, onPick }: { patient: PatientView; onPick: (type: EntryType) => void }) {
  const { t } = useTranslation('recordEntry');
  const { back } = useRouter();
  const list = useRef<HTMLDivElement>(null);
  const buttons = () => [...(list.current?.querySelectorAll('button') ?? [])];
  useShortcut('back', back);
  useEffect(() => {
    list.current?.querySelector('button')?.focus();
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    const byNumber = ENTRY_TYPES[Number(event.key) - 1];
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (byNumber) onPick(byNumber);
    else if (step) moveFocus(buttons(), step);
    else return;
    event.preventDefault();
  };

  return (
    <Page
      title={patientName(patient)}
      subtitle={<PatientIdentity patient={patient} />}
      status={<PatientFacts patient={patient} brief />}
    >
      <h2 className={styles.title}>{t('pick')}</h2>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: moves between the buttons inside */}
      <div ref={list} className={styles.types} onKeyDown={onKeyDown}>
        {ENTRY_TYPES.map((type, index) => {
          const Icon = ICONS[type];
          return (
            <button key={type} type="button" className={styles.type} onClick={() => onPick(type)}>
              <Icon aria-hidden size={22} className={styles.icon} />
              <span className={styles.words}>
                <strong>{t(`type.${type}.name`)}</strong>
                <span>{t(`type.${type}.hint`)}</span>
              </span>
              <Kbd keys={String(index + 1)} />
            </button>
          );
        })}
      </div>
    </Page>
  );
}

function moveFocus(buttons: readonly HTMLElement[], step: number): void {
  const now = buttons.findIndex((button) => button.matches(':focus'));
  buttons.at((now + step) % buttons.length)?.focus();
}
