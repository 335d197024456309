import { Button, Checkbox, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CATEGORIES, type Category } from '../../../preload/api/categories.ts';
import { type ConsentOverview, MAX_ACCESS_DAYS } from '../../../preload/api/consent.ts';
import type { AppError } from '../../../preload/api/errors.ts';
import type { HospitalId } from '../../../preload/api/ids.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextButton } from '../../ui/text-button.tsx';
import { askedDays } from './asked-days.ts';
import styles from './dialogs.module.css';

export interface Question {
  readonly hospitalId: HospitalId;
  readonly categories: Category[];
  readonly days: number;
  readonly purpose: string;
}

/** Enough for one course of treatment; the patient sees and decides. */
const USUAL_DAYS = 30;

/** What is asked for: no more than is ticked, no longer than is said, and why, as the patient will read it. */
export function AskForm(props: {
  hospitals: ConsentOverview['knownAt'];
  isSending: boolean;
  error: AppError | null;
  onLookAgain: () => void;
  onCancel: () => void;
  onAsk: (question: Question) => void;
}) {
  const { t } = useTranslation(['consent', 'ui']);
  const [hospitalId, setHospitalId] = useState(props.hospitals[0]?.hospitalId);
  const [categories, setCategories] = useState<readonly Category[]>([]);
  const [days, setDays] = useState<number | string>(USUAL_DAYS);
  const [purpose, setPurpose] = useState('');
  const asked = askedDays(days);
  const isReady = hospitalId !== undefined && categories.length > 0 && purpose.trim() !== '' && asked.days !== null;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isReady || asked.days === null) return;
    // In the order of the contract, whatever order they were ticked in.
    const inOrder = CATEGORIES.filter((category) => categories.includes(category));
    props.onAsk({ hospitalId, categories: inOrder, days: asked.days, purpose });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <div className={styles.hospital}>
        <NativeSelect
          autoFocus
          data-autofocus
          label={t('consent:ask.hospital')}
          value={String(hospitalId)}
          onChange={(event) => {
            const chosen = props.hospitals.find((one) => String(one.hospitalId) === event.currentTarget.value);
            setHospitalId(chosen?.hospitalId);
          }}
          data={props.hospitals.map((one) => ({ value: String(one.hospitalId), label: one.name }))}
        />
        <TextButton onClick={props.onLookAgain}>{t('consent:ask.lookAgain')}</TextButton>
      </div>
      <fieldset className={styles.categories}>
        <legend>{t('consent:ask.categories')}</legend>
        {CATEGORIES.map((category) => (
          <Checkbox
            key={category}
            label={t(`ui:category.${category}`)}
            checked={categories.includes(category)}
            onChange={({ currentTarget }) =>
              setCategories(
                currentTarget.checked ? [...categories, category] : categories.filter((one) => one !== category),
              )
            }
          />
        ))}
      </fieldset>
      <div className={styles.why}>
        <NumberInput
          label={t('consent:ask.days')}
          min={1}
          max={MAX_ACCESS_DAYS}
          clampBehavior="none"
          allowDecimal={false}
          allowNegative={false}
          error={asked.isOutside ? t('consent:ask.daysLimit', { days: MAX_ACCESS_DAYS }) : undefined}
          value={days}
          onChange={setDays}
        />
        <TextInput
          label={t('consent:ask.purpose')}
          placeholder={t('consent:ask.purposePlaceholder')}
          maxLength={300}
          value={purpose}
          onChange={(event) => setPurpose(event.currentTarget.value)}
        />
      </div>
      {props.error ? <ErrorNotice error={props.error} /> : null}
      <div className={styles.actions}>
        <Button variant="default" onClick={props.onCancel}>
          {t('ui:cancel')}
        </Button>
        <Button type="submit" disabled={!isReady} loading={props.isSending}>
          {t('consent:ask.submit')}
        </Button>
      </div>
    </form>
  );
}
