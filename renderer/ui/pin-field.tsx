import type { Ref } from 'react';
import { SecretInput } from './secret-input.tsx';

/** Six digits that nobody reads over a shoulder. Other characters are not taken. */
export function PinField(props: {
  label: string;
  description?: string;
  error?: string | undefined;
  value: string;
  onChange: (pin: string) => void;
  size?: 'sm' | 'lg';
  autoFocus?: boolean;
  ref?: Ref<HTMLInputElement>;
}) {
  return (
    <SecretInput
      ref={props.ref}
      label={props.label}
      description={props.description}
      error={props.error}
      // Mantine says it of the frame only, which nobody can focus.
      aria-invalid={props.error !== undefined}
      size={props.size ?? 'sm'}
      inputMode="numeric"
      autoFocus={props.autoFocus ?? false}
      data-autofocus={props.autoFocus}
      autoComplete="off"
      maxLength={6}
      value={props.value}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      onChange={(event) => props.onChange(event.currentTarget.value.replace(/\D/g, '').slice(0, 6))}
    />
  );
}
