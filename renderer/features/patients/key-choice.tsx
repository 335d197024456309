import { SegmentedControl } from '@mantine/core';
import { IconId } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSlots } from '../../slots.ts';
import { PinField } from '../../ui/pin-field.tsx';
import styles from './patient-form.module.css';

export const KEY_CHOICES = ['newCard', 'existingCard', 'custody'] as const;
export type KeyChoiceName = (typeof KEY_CHOICES)[number];

/** Who will hold the patient's key. Never part of a draft: a PIN is not written down anywhere. */
export interface KeyChoiceState {
  readonly choice: KeyChoiceName;
  readonly pin: string;
  readonly pinAgain: string;
  readonly code: string;
}

export const NO_KEY_YET: KeyChoiceState = { choice: 'newCard', pin: '', pinAgain: '', code: '' };

export type KeyProblem = 'pinLength' | 'pinDiffers' | 'codeMissing';

/** What keeps the choice from being used, or null. */
export function keyProblem({ choice, pin, pinAgain, code }: KeyChoiceState): KeyProblem | null {
  if (choice === 'custody') return null;
  if (choice === 'existingCard' && code === '') return 'codeMissing';
  if (pin.length !== 6) return 'pinLength';
  return choice === 'newCard' && pin !== pinAgain ? 'pinDiffers' : null;
}

/** The key card: a new one with a PIN the patient types twice, the one they already hold, or none today. */
export function KeyChoice(props: {
  state: KeyChoiceState;
  problem: KeyProblem | null;
  onChange: (state: KeyChoiceState) => void;
}) {
  const { t } = useTranslation('patients');
  const { CardReader } = useSlots();
  const { state, onChange } = props;
  const wrong = (problem: KeyProblem) => (props.problem === problem ? t(`key.problems.${problem}`) : undefined);
  const pinField = (
    <PinField
      label={t('key.pin')}
      error={wrong('pinLength')}
      value={state.pin}
      onChange={(pin) => onChange({ ...state, pin })}
    />
  );
  return (
    <fieldset className={styles.key}>
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
            <CardReader label={t('key.card')} code={state.code} onRead={(code) => onChange({ ...state, code })} />
            {pinField}
          </div>
          {props.problem === 'codeMissing' ? <p role="alert">{wrong('codeMissing')}</p> : null}
        </>
      ) : null}
      {state.choice === 'custody' ? <p className={styles.custody}>{t('key.custody')}</p> : null}
    </fieldset>
  );
}
