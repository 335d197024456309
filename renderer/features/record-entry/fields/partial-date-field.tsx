import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/format.ts';
import { parsePartialDate } from '../partial-date.ts';

/** A date as far as it is known; says at once how it was understood. */
export function PartialDateField(props: {
  name: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
}) {
  const { t } = useTranslation('recordEntry');
  const format = useFormat();
  const understood = parsePartialDate(props.value);
  return (
    <TextInput
      name={props.name}
      label={props.label}
      placeholder={t('date.placeholder')}
      description={understood ? t('date.stored', { date: format.date(understood) }) : t('date.hint')}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      error={props.error}
      autoComplete="off"
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}
