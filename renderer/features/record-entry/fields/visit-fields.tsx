import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { oneOf } from '../one-of.ts';
import styles from './fields.module.css';
import type { FieldsProps } from './fields-props.ts';
import { MomentField } from './moment-field.tsx';

/** HL7 ActCode classes of an encounter: ambulatory, emergency, inpatient, home, virtual. */
const CLASSES = ['AMB', 'EMER', 'IMP', 'HH', 'VR'] as const;

export function VisitFields({ values, onChange, problem }: FieldsProps<'Encounter'>) {
  const { t } = useTranslation('recordEntry');
  return (
    <>
      <TextInput
        name="reason"
        label={t('field.visitReason')}
        placeholder={t('placeholder.visitReason')}
        value={values.reason}
        error={problem('reason')}
        onChange={(event) => onChange({ ...values, reason: event.currentTarget.value })}
      />
      <div className={styles.pair}>
        <NativeSelect
          name="class"
          label={t('field.visitClass')}
          value={values.class}
          onChange={(event) => onChange({ ...values, class: oneOf(CLASSES, event.currentTarget.value) ?? 'AMB' })}
          data={CLASSES.map((value) => ({ value, label: t(`visitClass.${value}`) }))}
        />
        <MomentField
          label={t('field.when')}
          value={values.at}
          onChange={(at) => onChange({ ...values, at })}
          error={problem('at')}
        />
      </div>
    </>
  );
}
