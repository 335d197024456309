import { TextInput } from '@mantine/core';
import { useFormat } from '../../../ui/format.ts';

/**
 * A date and a time of this computer's clock. The browser writes it in its own order of day and month, so it is said
 * again in words.
 */
export function MomentField(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
}) {
  const format = useFormat();
  const at = new Date(props.value).getTime();
  return (
    <TextInput
      type="datetime-local"
      name="at"
      // Without an end Chromium takes six digits for a year.
      max="9999-12-31T23:59"
      label={props.label}
      description={Number.isNaN(at) ? undefined : format.dateTime(at)}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={props.value}
      error={props.error}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}
