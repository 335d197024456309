import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CodedText } from '../../../../preload/api/records.ts';
import type { Args } from '../../../api/client.ts';
import { query } from '../../../api/queries.ts';
import styles from './fields.module.css';

/** Milliseconds after the last key before codes are looked up. */
const LOOK_UP_PAUSE_MS = 120;

/**
 * Text with an optional code. Typing alone is enough: the code is an offer, taken with the arrows and Enter, and it is
 * dropped as soon as the words are changed, so that no code stays on words it does not mean.
 */
export function CodeField(props: {
  name: string;
  kind: Args<'records.searchCodes'>['kind'];
  label: string;
  hint: string;
  value: CodedText;
  onChange: (value: CodedText) => void;
  error: string | undefined;
}) {
  const { t } = useTranslation('recordEntry');
  const { value } = props;
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const [text] = useDebouncedValue(value.text.trim(), LOOK_UP_PAUSE_MS);
  const found = useQuery({
    ...query('records.searchCodes', { kind: props.kind, text: text.slice(0, 100) }),
    enabled: text !== '' && value.code === null,
    placeholderData: keepPreviousData,
  });
  const offers = value.code === null && text !== '' ? (found.data ?? []) : [];

  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(index) => {
        const offer = offers[Number(index)];
        if (offer) props.onChange(offer);
        combobox.closeDropdown();
      }}
    >
      <Combobox.Target>
        <TextInput
          name={props.name}
          label={props.label}
          description={value.code ? t('code.taken', { code: value.code }) : props.hint}
          error={props.error}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autoComplete="off"
          value={value.text}
          rightSectionWidth={70}
          rightSection={value.code ? <span className={styles.code}>{value.code}</span> : null}
          onChange={(event) => {
            props.onChange({ text: event.currentTarget.value, system: null, code: null });
            combobox.openDropdown();
          }}
          onKeyDown={(event) => {
            // Esc closes the offers first; the next one leaves the form.
            if (event.key === 'Escape' && combobox.dropdownOpened && offers.length > 0) event.preventDefault();
          }}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={offers.length === 0}>
        <Combobox.Options aria-label={t('code.offers')}>
          {offers.map((offer, index) => (
            <Combobox.Option key={`${offer.system} ${offer.code} ${offer.text}`} value={String(index)}>
              <span className={styles.offer}>
                {offer.text}
                <span className={styles.code}>{offer.code}</span>
              </span>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
