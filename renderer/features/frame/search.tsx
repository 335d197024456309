import { IconSearch } from '@tabler/icons-react';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isCardCode } from '../../keyboard/scanner.ts';
import { ACCEPTS_SCAN, useScanner } from '../../keyboard/use-scanner.ts';
import { useMay } from '../../may.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { IdentifyDialog } from './identify-dialog.tsx';
import styles from './search.module.css';
import { SearchResults } from './search-results.tsx';
import { type SearchState, useSearch } from './use-search.ts';

const FIELD_ID = 'search-field';
/** A card's code fits; the contract takes no more. */
const MAX_TEXT = 200;

/** Puts the focus into the search of the frame, with what stands there selected. */
export function focusSearch(): void {
  const field = document.getElementById(FIELD_ID);
  if (!(field instanceof HTMLInputElement)) return;
  field.focus();
  field.select();
}

/** Finds patients while typing. A scanned code opens its patient from any screen; a card asks for its PIN first. */
export function Search() {
  const [card, setCard] = useState<string | null>(null);
  const mayIdentify = useMay('patients.identify');
  return (
    <>
      <SearchBox onCard={(code) => mayIdentify && setCard(code)} />
      {card ? <IdentifyDialog code={card} onClose={() => setCard(null)} /> : null}
    </>
  );
}

function SearchBox({ onCard }: { onCard: (code: string) => void }) {
  const listId = useId();
  const [isOpen, setOpen] = useState(false);
  const box = useRef<HTMLElement>(null);
  const mayRegister = useMay('patients.register');
  const search = useSearch(() => {
    setOpen(false);
    document.getElementById(FIELD_ID)?.blur();
  });
  const openTyped = (): void => {
    if (!isCardCode(search.text)) return void search.openBest();
    onCard(search.text);
    search.setText('');
  };

  useScanner((code) => {
    if (isCardCode(code)) return onCard(code);
    focusSearch();
    search.setText(code);
    setOpen(true);
    void search.openBest(code);
  });

  const showsList = isOpen && search.text.trim() !== '';
  return (
    <search
      ref={box}
      className={styles.search}
      onBlur={(event) => {
        if (!box.current?.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      <SearchField
        search={search}
        listId={showsList ? listId : null}
        setOpen={setOpen}
        onEnter={openTyped}
        onRegister={() => mayRegister && search.register()}
      />
      {showsList ? <SearchResults id={listId} search={search} mayRegister={mayRegister} /> : null}
    </search>
  );
}

function SearchField(props: {
  search: SearchState;
  /** Id of the list of results, null while it is not shown. */
  listId: string | null;
  setOpen: (isOpen: boolean) => void;
  onEnter: () => void;
  onRegister: () => void;
}) {
  const { t } = useTranslation('frame');
  const { search, listId, setOpen } = props;
  /** Where the focus was before it came here, and where Esc takes it back to. */
  const before = useRef<EventTarget | null>(null);
  const close = (): void => {
    search.setText('');
    setOpen(false);
    if (before.current instanceof HTMLElement) before.current.focus();
  };
  return (
    <>
      <IconSearch aria-hidden className={styles.icon} />
      <input
        {...ACCEPTS_SCAN}
        id={FIELD_ID}
        className={styles.field}
        role="combobox"
        aria-label={t('search.label')}
        aria-expanded={listId !== null}
        aria-controls={listId ?? undefined}
        aria-activedescendant={listId && search.results[search.active] ? `${listId}-${search.active}` : undefined}
        autoComplete="off"
        spellCheck={false}
        maxLength={MAX_TEXT}
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
        onKeyDown={(event) => {
          const action = actionOf(event, search.move, { open: props.onEnter, register: props.onRegister, close });
          if (!action) return;
          event.preventDefault();
          action();
        }}
      />
      <span className={styles.keys}>
        <Kbd keys="Ctrl+K" />
      </span>
    </>
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
