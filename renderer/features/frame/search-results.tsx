import { useTranslation } from 'react-i18next';
import { Badge } from '../../ui/badge.tsx';
import { classNames } from '../../ui/class-names.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useFormat } from '../../ui/format.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { patientName } from '../../ui/patient-name.ts';
import styles from './search.module.css';
import type { SearchState } from './use-search.ts';

/** The results below the search field, with why each was found. */
export function SearchResults({ id, search, mayRegister }: { id: string; search: SearchState; mayRegister: boolean }) {
  const { t } = useTranslation('frame');
  const { age, sex } = useFormat();
  return (
    <div className={styles.dropDown}>
      <div id={id} role="listbox" aria-label={t('search.results')} className={styles.list}>
        {search.results.map(({ patient, reason }, index) => (
          <div
            key={patient.id}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === search.active}
            className={classNames(styles.result, index === search.active && styles.active)}
            // Before the field loses the focus and closes the list.
            onMouseDown={(event) => {
              event.preventDefault();
              search.open(patient.id);
            }}
          >
            <span className={styles.name}>
              {patientName(patient)}
              {patient.localName ? <span className={styles.localName}>{patient.localName}</span> : null}
            </span>
            <span className={styles.facts}>
              {sex(patient.sex)} · {age(patient.birthDate)} · {t('search.mrn', { mrn: patient.mrn })}
            </span>
            <span className={styles.reason}>
              <Badge>{t(`search.reasons.${reason}`)}</Badge>
            </span>
          </div>
        ))}
      </div>
      {search.error ? <ErrorNotice error={search.error} /> : null}
      {search.isEmpty ? <p className={styles.empty}>{t('search.nothing', { text: search.text.trim() })}</p> : null}
      <div className={styles.foot}>
        {search.results.length > 0 ? (
          <span>
            <Kbd keys="Enter" /> {t('search.opens')}
          </span>
        ) : null}
        {mayRegister ? (
          <span>
            <Kbd keys="Ctrl+Enter" /> {t('search.registers', { text: search.text.trim() })}
          </span>
        ) : null}
      </div>
    </div>
  );
}
