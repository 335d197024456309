import { useTranslation } from 'react-i18next';
import type { AuditLine } from '../../../preload/api/audit.ts';
import { useAuditSubject } from '../../ui/audit-subject.ts';
import { classNames } from '../../ui/class-names.ts';
import { useFormat } from '../../ui/format.ts';
import styles from './audit.module.css';

/** The audit rows as sentences in columns. `badSeq`: the first row whose seal does not match. */
export function AuditTable({ lines, badSeq }: { lines: readonly AuditLine[]; badSeq: number | null }) {
  const { t } = useTranslation('audit');
  const { dateTime, number } = useFormat();
  const subjectOf = useAuditSubject();
  return (
    <div className={styles.scroller}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.number}>
              {t('columns.seq')}
            </th>
            <th scope="col">{t('columns.at')}</th>
            <th scope="col" className={styles.who}>
              {t('columns.who')}
            </th>
            <th scope="col" className={styles.action}>
              {t('columns.action')}
            </th>
            <th scope="col">{t('columns.subject')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.seq} className={classNames(line.seq === badSeq && styles.bad)}>
              <td className={styles.number}>{number(line.seq)}</td>
              <td className={styles.time}>{dateTime(line.at)}</td>
              <td>
                {line.who} <span className={styles.second}>{line.hospital.name}</span>
              </td>
              <td>{t(`actions.${line.action}`)}</td>
              <td className={classNames(styles.second, styles.subject)}>{subjectOf(line)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
