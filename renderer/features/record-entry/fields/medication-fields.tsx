import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { oneOf } from '../one-of.ts';
import { CodeField } from './code-field.tsx';
import styles from './fields.module.css';
import type { FieldsProps } from './fields-props.ts';
import { PartialDateField } from './partial-date-field.tsx';

const STATUSES = ['active', 'completed', 'stopped', 'on-hold'] as const;

export function MedicationFields({ values, onChange, problem }: FieldsProps<'MedicationStatement'>) {
  const { t } = useTranslation('recordEntry');
  return (
    <>
      <CodeField
        name="medication"
        kind="medication"
        label={t('field.medication')}
        hint={t('code.medicationHint')}
        value={values.medication}
        onChange={(medication) => onChange({ ...values, medication })}
        error={problem('medication')}
      />
      <div className={styles.triple}>
        <TextInput
          name="dosage"
          label={t('field.dosage')}
          placeholder={t('placeholder.dosage')}
          value={values.dosage}
          error={problem('dosage')}
          onChange={(event) => onChange({ ...values, dosage: event.currentTarget.value })}
        />
        <PartialDateField
          name="since"
          label={t('field.since')}
          value={values.since}
          onChange={(since) => onChange({ ...values, since })}
          error={problem('since')}
        />
        <NativeSelect
          name="status"
          label={t('field.status')}
          value={values.status}
          onChange={(event) => {
            onChange({ ...values, status: oneOf(STATUSES, event.currentTarget.value) ?? 'active' });
          }}
          data={STATUSES.map((value) => ({ value, label: t(`medicationStatus.${value}`) }))}
        />
      </div>
    </>
  );
}
