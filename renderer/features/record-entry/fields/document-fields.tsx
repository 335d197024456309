import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { withFile } from '../entry-form.ts';
import { oneOf } from '../one-of.ts';
import styles from './fields.module.css';
import type { FieldsProps } from './fields-props.ts';
import { FileField } from './file-field.tsx';
import { MomentField } from './moment-field.tsx';

const KINDS = ['referral', 'discharge', 'laboratory', 'imaging', 'consent', 'other'] as const;

export function DocumentFields(props: FieldsProps<'DocumentReference'> & { keepsFile: boolean }) {
  const { values, onChange, problem } = props;
  const { t } = useTranslation('recordEntry');
  return (
    <>
      <FileField
        file={values.file}
        keepsFile={props.keepsFile}
        error={problem('file')}
        onFile={(file) => onChange(withFile(values, file))}
      />
      <TextInput
        name="title"
        label={t('field.title')}
        value={values.title}
        error={problem('title')}
        onChange={(event) => onChange({ ...values, title: event.currentTarget.value })}
      />
      <div className={styles.pair}>
        <NativeSelect
          name="kind"
          label={t('field.kind')}
          value={values.kind}
          onChange={(event) => onChange({ ...values, kind: oneOf(KINDS, event.currentTarget.value) ?? 'other' })}
          data={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
        <MomentField
          label={t('field.dated')}
          value={values.at}
          onChange={(at) => onChange({ ...values, at })}
          error={problem('at')}
        />
      </div>
    </>
  );
}
