import { SegmentedControl } from '@mantine/core';
import { IconId } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSlots } from '../../slots.ts';
import { PinField } from '../../ui/pin-field.tsx';
import { KEY_CHOICES, type KeyChoiceState, type KeyProblem, NO_KEY_YET } from './key-choice.ts';
import styles from './patient-form.module.css';

/** The key card: a new one with a PIN the patient types twice, the one they already hold, or none today. */
export function KeyCardFields(props: {
  state: KeyChoiceState;
  problem: KeyProblem | null;
  refusals: number;
  onChange: (state: KeyChoiceState) => void;
}) {
  const { t } = useTranslation('patients');
  const { CardReader } = useSlots();
  const { state, onChange } = props;
  const fields = useRef<HTMLFieldSetElement>(null);
  const pin = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (props.refusals > 0) focusRefused(fields.current);
  }, [props.refusals]);
  const wrong = (problem: KeyProblem) => (props.problem === problem ? t(`key.problems.${problem}`) : undefined);
  const pinField = (
    <PinField
      ref={pin}
      label={t('key.pin')}
      error={wrong('pinLength')}
      value={state.pin}
      onChange={(pin) => onChange({ ...state, pin })}
    />
  );
  return (
    <fieldset ref={fields} className={styles.key}>
      <div className={styles.keyHead}>
        <IconId aria-hidden />
        <span>
          <b>{t('key.title')}</b> {t('key.hint')}
        </span>
      </div>
      <SegmentedControl
        aria-label={t('key.title')}
        data={KEY_CHOICES.map((value) => ({ value, label: t(`key.choices.${value}`) }))}
        value={state.choice}
        onChange={(choice) =>
          onChange({ ...NO_KEY_YET, choice: KEY_CHOICES.find((one) => one === choice) ?? 'newCard' })
        }
      />
      {state.choice === 'newCard' ? (
        <div className={styles.keyFields}>
          {pinField}
          <PinField
            label={t('key.pinAgain')}
            error={wrong('pinDiffers')}
            value={state.pinAgain}
            onChange={(pinAgain) => onChange({ ...state, pinAgain })}
          />
        </div>
      ) : null}
      {state.choice === 'existingCard' ? (
        <>
          <div className={styles.keyFields}>
            <CardReader
              label={t('key.card')}
              code={state.code}
              onRead={(code) => {
                onChange({ ...state, code });
                if (code !== '') pin.current?.focus();
              }}
            />
            {pinField}
          </div>
          {props.problem === 'codeMissing' ? <p role="alert">{wrong('codeMissing')}</p> : null}
        </>
      ) : null}
      {state.choice === 'custody' ? <p className={styles.custody}>{t('key.custody')}</p> : null}
    </fieldset>
  );
}

/** Puts the focus on the PIN that is marked, else on the card, which is asked for first. */
function focusRefused(fields: HTMLElement | null): void {
  const marked = fields?.querySelector<HTMLElement>('input[aria-invalid="true"]');
  (marked ?? fields?.querySelector<HTMLElement>('input:not([type="radio"])'))?.focus();
}
