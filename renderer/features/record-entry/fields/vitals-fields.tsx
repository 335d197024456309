import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { MEASUREMENTS, type Measurement } from '../entry-form.ts';
import styles from './fields.module.css';
import type { FieldsProps } from './fields-props.ts';
import { MomentField } from './moment-field.tsx';

/** As `RecordEntry` documents them; the same in every language. */
const UNITS: Record<Measurement, string> = {
  systolic: 'mmHg',
  diastolic: 'mmHg',
  heartRate: '/min',
  respiratoryRate: '/min',
  temperature: '°C',
  oxygenSaturation: '%',
  weight: 'kg',
  height: 'cm',
  glucose: 'mmol/L',
};

/** What was measured; what is left empty was not. */
export function VitalsFields({ values, onChange, problem }: FieldsProps<'Observation'>) {
  const { t } = useTranslation('recordEntry');
  return (
    <>
      <div className={styles.triple}>
        {MEASUREMENTS.map((name) => (
          <TextInput
            key={name}
            name={name}
            label={t(`measurement.${name}`)}
            inputMode="decimal"
            autoComplete="off"
            value={values[name]}
            error={problem(name)}
            rightSectionWidth={64}
            rightSectionProps={{ className: styles.unit }}
            rightSection={UNITS[name]}
            onChange={(event) => onChange({ ...values, [name]: event.currentTarget.value })}
          />
        ))}
      </div>
      <div className={styles.triple}>
        <MomentField
          label={t('field.measuredAt')}
          value={values.at}
          onChange={(at) => onChange({ ...values, at })}
          error={problem('at')}
        />
      </div>
    </>
  );
}
