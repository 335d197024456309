import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { oneOf } from '../one-of.ts';
import { CodeField } from './code-field.tsx';
import styles from './fields.module.css';
import type { FieldsProps } from './fields-props.ts';
import { PartialDateField } from './partial-date-field.tsx';

const STATUSES = ['active', 'recurrence', 'remission', 'inactive', 'resolved'] as const;

export function ConditionFields({ values, onChange, problem }: FieldsProps<'Condition'>) {
  const { t } = useTranslation('recordEntry');
  return (
    <>
      <CodeField
        name="code"
        kind="condition"
        label={t('field.problem')}
        hint={t('code.conditionHint')}
        value={values.code}
        onChange={(code) => onChange({ ...values, code })}
        error={problem('code')}
      />
      <div className={styles.pair}>
        <PartialDateField
          name="onset"
          label={t('field.since')}
          value={values.onset}
          onChange={(onset) => onChange({ ...values, onset })}
          error={problem('onset')}
        />
        <NativeSelect
          name="clinicalStatus"
          label={t('field.status')}
          value={values.clinicalStatus}
          onChange={(event) => {
            onChange({ ...values, clinicalStatus: oneOf(STATUSES, event.currentTarget.value) ?? 'active' });
          }}
          data={STATUSES.map((value) => ({ value, label: t(`clinicalStatus.${value}`) }))}
        />
      </div>
    </>
  );
}
