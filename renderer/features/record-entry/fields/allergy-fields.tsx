import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { oneOf } from '../one-of.ts';
import { CodeField } from './code-field.tsx';
import styles from './fields.module.css';
import type { FieldsProps } from './fields-props.ts';
import { PartialDateField } from './partial-date-field.tsx';

const SEVERITIES = ['mild', 'moderate', 'severe'] as const;
const VERIFICATIONS = ['confirmed', 'unconfirmed'] as const;

export function AllergyFields({ values, onChange, problem }: FieldsProps<'AllergyIntolerance'>) {
  const { t } = useTranslation('recordEntry');
  return (
    <>
      <CodeField
        name="substance"
        kind="substance"
        label={t('field.substance')}
        hint={t('code.substanceHint')}
        value={values.substance}
        onChange={(substance) => onChange({ ...values, substance })}
        error={problem('substance')}
      />
      <TextInput
        name="reaction"
        label={t('field.reaction')}
        placeholder={t('placeholder.reaction')}
        value={values.reaction}
        error={problem('reaction')}
        onChange={(event) => onChange({ ...values, reaction: event.currentTarget.value })}
      />
      <div className={styles.triple}>
        <NativeSelect
          name="severity"
          label={t('field.severity')}
          value={values.severity}
          onChange={(event) => onChange({ ...values, severity: oneOf(SEVERITIES, event.currentTarget.value) ?? '' })}
          data={[
            { value: '', label: t('severity.unknown') },
            ...SEVERITIES.map((value) => ({ value, label: t(`severity.${value}`) })),
          ]}
        />
        <NativeSelect
          name="verification"
          label={t('field.verification')}
          value={values.verification}
          onChange={(event) => {
            onChange({ ...values, verification: oneOf(VERIFICATIONS, event.currentTarget.value) ?? 'unconfirmed' });
          }}
          data={VERIFICATIONS.map((value) => ({ value, label: t(`verification.${value}`) }))}
        />
        <PartialDateField
          name="onset"
          label={t('field.firstSeen')}
          value={values.onset}
          onChange={(onset) => onChange({ ...values, onset })}
          error={problem('onset')}
        />
      </div>
    </>
  );
}
