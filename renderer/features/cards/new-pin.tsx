import { useTranslation } from 'react-i18next';
import { Pin } from '../../../preload/api/patients.ts';
import { PinField } from '../../ui/pin-field.tsx';

export interface TypedTwice {
  readonly first: string;
  readonly again: string;
}

export const NOTHING_TYPED: TypedTwice = { first: '', again: '' };

/** The PIN when it is one and was typed the same twice. */
export function agreedPin({ first, again }: TypedTwice): string | null {
  return first === again && Pin.safeParse(first).success ? first : null;
}

/** The patient chooses the PIN of a card. */
export function NewPin(props: {
  label: string;
  value: TypedTwice;
  onChange: (value: TypedTwice) => void;
  autoFocus?: boolean;
}) {
  const { t } = useTranslation('cards');
  const { value, onChange } = props;
  const isDifferent = value.again.length === value.first.length && value.again !== value.first;
  return (
    <>
      <PinField
        autoFocus={props.autoFocus ?? false}
        label={props.label}
        description={t('issue.pinHint')}
        value={value.first}
        onChange={(first) => onChange({ ...value, first })}
      />
      <PinField
        label={t('issue.again')}
        error={isDifferent ? t('issue.different') : undefined}
        value={value.again}
        onChange={(again) => onChange({ ...value, again })}
      />
    </>
  );
}
