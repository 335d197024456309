import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';

/** A field whose text is hidden, with a button to look at it that the keyboard reaches too. */
export function SecretInput(props: PasswordInputProps & { ref?: Ref<HTMLInputElement> | undefined }) {
  const { t } = useTranslation('ui');
  return (
    <PasswordInput
      visibilityToggleFocusable
      visibilityToggleButtonProps={{ 'aria-label': t('showTyped') }}
      {...props}
    />
  );
}
