import { IconSearch } from '@tabler/icons-react';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ACCEPTS_SCAN, useScanner } from '../../keyboard/use-scanner.ts';
import { useMay } from '../../session.ts';
import { Kbd } from '../../ui/kbd.tsx';
import styles from './search.module.css';
import { SearchResults } from './search-results.tsx';
import { useSearch } from './use-search.ts';

const FIELD_ID = 'search-field';

/** Puts the focus into the search of the frame, with what stands there selected. */
export function focusSearch(): void {
  const field = document.getElementById(FIELD_ID);
  if (!(field instanceof HTMLInputElement)) return;
  field.focus();
  field.select();
}

/** Finds patients while typing. A scanned code opens its patient from any screen. */
export function Search() {
  const { t } = useTranslation('frame');
  const listId = useId();
  const [isOpen, setOpen] = useState(false);
  const box = useRef<HTMLElement>(null);
  /** Where the focus was before it came here, and where Esc takes it back to. */
  const before = useRef<EventTarget | null>(null);
  const mayRegister = useMay('patients.register');
  const search = useSearch(() => {
    setOpen(false);
    document.getElementById(FIELD_ID)?.blur();
  });

  useScanner((code) => {
    focusSearch();
    search.setText(code);
    setOpen(true);
    void search.openBest(code);
  });

  const onKeyDown = (event: React.KeyboardEvent): void => {
    const action = actionOf(event, search.move, {
      open: () => void search.openBest(),
      register: () => mayRegister && search.register(),
      close: () => {
        search.setText('');
        setOpen(false);
        if (before.current instanceof HTMLElement) before.current.focus();
      },
    });
    if (!action) return;
    event.preventDefault();
    action();
  };

  const showsList = isOpen && search.text.trim() !== '';
  return (
    <search
      ref={box}
      className={styles.search}
      onBlur={(event) => {
        if (!box.current?.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      <IconSearch aria-hidden className={styles.icon} />
      <input
        {...ACCEPTS_SCAN}
        id={FIELD_ID}
        className={styles.field}
        role="combobox"
        aria-label={t('search.label')}
        aria-expanded={showsList}
        aria-controls={listId}
        aria-activedescendant={showsList && search.results[search.active] ? `${listId}-${search.active}` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={t('search.placeholder')}
        value={search.text}
        onFocus={(event) => {
          before.current = event.relatedTarget;
          setOpen(true);
        }}
        onChange={(event) => {
          search.setText(event.currentTarget.value);
          setOpen(true);
        }}
        onKeyDown={onKeyDown}
      />
      <span className={styles.keys}>
        <Kbd keys="Ctrl+K" />
      </span>
      {showsList ? <SearchResults id={listId} search={search} mayRegister={mayRegister} /> : null}
    </search>
  );
}

function actionOf(
  event: React.KeyboardEvent,
  move: (step: 1 | -1) => void,
  actions: { open: () => void; register: () => void; close: () => void },
): (() => void) | undefined {
  if (event.key === 'ArrowDown') return () => move(1);
  if (event.key === 'ArrowUp') return () => move(-1);
  if (event.key === 'Enter') return event.ctrlKey ? actions.register : actions.open;
  return event.key === 'Escape' ? actions.close : undefined;
}
