import { useTranslation } from 'react-i18next';
import type { AuditLine } from '../../../preload/api/audit.ts';
import { ROLES, type Role } from '../../../preload/api/roles.ts';
import { useAuditSubject } from '../../ui/audit-subject.ts';
import { useFormat } from '../../ui/format.ts';
import styles from './who-looked-tab.module.css';

/** Their subject counts key periods, which says nothing to a reader. */
const SUBJECT_IS_A_NUMBER: readonly AuditLine['action'][] = ['epochStarted'];

/** One line per event, newest first as the vault gives them. */
export function LookTable({ lines }: { lines: readonly AuditLine[] }) {
  const { t } = useTranslation('chart');
  const format = useFormat();
  const subjectOf = useAuditSubject();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('looks.when')}</th>
          <th scope="col">{t('looks.who')}</th>
          <th scope="col">{t('looks.hospital')}</th>
          <th scope="col">{t('looks.what')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={`${line.hospital.hospitalId} ${line.seq}`}>
            <td className={styles.when}>{format.dateTime(line.at)}</td>
            <td>
              {line.who} <span className={styles.role}>{t(`looks.role.${roleName(line.role)}`)}</span>
            </td>
            <td>{line.hospital.name}</td>
            <td>
              {t(`looks.action.${line.action}`)}
              {line.subject === '' || SUBJECT_IS_A_NUMBER.includes(line.action) ? null : (
                <span className={styles.subject}>: {subjectOf(line)}</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Who wrote a line: a person's role, the program itself when it acts on what the network says, or one with no word here. */
function roleName(role: string): Role | 'sync' | 'other' {
  return role === 'sync' ? 'sync' : (ROLES.find((name) => name === role) ?? 'other');
}
