import { PasswordInput } from '@mantine/core';

/** A sentence that nobody reads over a shoulder, unless its owner wants to see what was typed. */
export function PhraseField(props: {
  label: string;
  description?: string;
  error?: string | undefined;
  value: string;
  onChange: (phrase: string) => void;
  autoFocus?: boolean;
}) {
  return (
    <PasswordInput
      label={props.label}
      description={props.description}
      error={props.error}
      autoComplete="off"
      spellCheck={false}
      maxLength={200}
      autoFocus={props.autoFocus ?? false}
      data-autofocus={props.autoFocus}
      value={props.value}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}
