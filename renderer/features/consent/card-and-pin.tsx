import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Pin } from '../../../preload/api/patients.ts';
import { useSlots } from '../../slots.ts';
import { classNames } from '../../ui/class-names.ts';
import { PinField } from '../../ui/pin-field.tsx';
import styles from './card-and-pin.module.css';

/** What the patient presents. Kept only while the form is on screen. */
export interface PresentedCard {
  readonly code: string;
  readonly pin: string;
}

export const NO_CARD: PresentedCard = { code: '', pin: '' };

export function isComplete({ code, pin }: PresentedCard): boolean {
  return code !== '' && Pin.safeParse(pin).success;
}

/** The patient's two steps: 1 card, 2 PIN. `large` is for the view that is turned to the patient. */
export function CardAndPin(props: { value: PresentedCard; onChange: (value: PresentedCard) => void; large?: boolean }) {
  const { t } = useTranslation('consent');
  const { CardReader } = useSlots();
  const { value, onChange } = props;
  const pin = useRef<HTMLInputElement>(null);
  return (
    <div className={classNames(styles.steps, props.large && styles.large)}>
      <CardReader
        label={t('card.card')}
        code={value.code}
        autoFocus
        large={props.large ?? false}
        onRead={(code) => {
          onChange({ ...value, code });
          if (code !== '') pin.current?.focus();
        }}
      />
      <PinField
        ref={pin}
        label={t('card.pin')}
        size={props.large ? 'lg' : 'sm'}
        value={value.pin}
        onChange={(pin) => onChange({ ...value, pin })}
      />
    </div>
  );
}
