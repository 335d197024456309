import { NativeSelect, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Sex } from '../../../preload/api/patients.ts';
import { useFormat } from '../../ui/format.ts';
import { NotedLabel } from '../../ui/noted-label.tsx';
import { readBirth } from './birth-input.ts';
import styles from './patient-form.module.css';
import type { Field } from './patient-form.ts';
import { fieldId, type PatientFormState } from './use-patient-form.ts';

const SEXES: readonly Sex[] = ['female', 'male', 'other', 'unknown'];

/** The fields of a person, in the order of the paper form. `atNames`: what is to be said beside the name. */
export function PatientFields({ state, atNames }: { state: PatientFormState; atNames?: ReactNode }) {
  const { t } = useTranslation('patients');
  const { sex } = useFormat();
  const { form } = state;
  const text = useTextField(state);
  return (
    <div className={styles.fields}>
      <div className={styles.two}>
        <TextInput {...text('family')} label={t('fields.family')} />
        <TextInput {...text('given')} label={t('fields.given')} />
        {atNames}
      </div>
      <div className={styles.three}>
        <NativeSelect
          id={fieldId('sex')}
          label={<NotedLabel label={t('fields.sex')} note={t('fields.administrative')} />}
          error={state.problems.sex && t(`problems.${state.problems.sex}`)}
          value={form.sex}
          data={[{ value: '', label: t('fields.choose') }, ...SEXES.map((value) => ({ value, label: sex(value) }))]}
          onChange={(event) => state.set('sex', event.currentTarget.value)}
          onFocus={() => state.onFocus('sex')}
        />
        <BirthField state={state} />
        <TextInput
          {...text('localName')}
          attributes={{ input: { dir: 'auto' } }}
          label={<NotedLabel label={t('fields.localName')} note={t('fields.optional')} />}
        />
      </div>
      <div className={styles.three}>
        <TextInput {...text('phone')} label={t('fields.phone')} inputMode="tel" />
        <TextInput
          {...text('identifier')}
          label={t('fields.identifier')}
          placeholder={t('fields.identifierHint')}
          description={t('fields.identifierStays')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
        />
        <TextInput {...text('nextOfKin')} label={t('fields.nextOfKin')} placeholder={t('fields.nextOfKinHint')} />
      </div>
      <TextInput {...text('address')} label={t('fields.address')} placeholder={t('fields.addressHint')} />
    </div>
  );
}

function BirthField({ state }: { state: PatientFormState }) {
  const { t } = useTranslation('patients');
  const { age, birthDate } = useFormat();
  const reading = readBirth(state.form.birth, Date.now());
  const understood =
    reading.ok && reading.birthDate
      ? t(reading.birthDate.estimated ? 'fields.birthEstimated' : 'fields.birthExact', {
          date: birthDate(reading.birthDate),
          age: age({ ...reading.birthDate, estimated: false }),
        })
      : t('fields.birthHint');
  return (
    <TextInput
      {...useTextField(state)('birth')}
      label={t('fields.birth')}
      description={understood}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
    />
  );
}

function useTextField(state: PatientFormState) {
  const { t } = useTranslation('patients');
  return (field: Field) => {
    const problem = state.problems[field];
    return {
      id: fieldId(field),
      value: state.form[field],
      error: problem && t(`problems.${problem}`),
      autoComplete: 'off',
      spellCheck: false,
      onChange: (event: React.ChangeEvent<HTMLInputElement>) => state.set(field, event.currentTarget.value),
      onFocus: () => state.onFocus(field),
    };
  };
}
