import { useTranslation } from 'react-i18next';
import type { AuditLine } from '../../../preload/api/audit.ts';
import { ROLES, type Role } from '../../../preload/api/roles.ts';
import { useFormat } from '../../ui/format.ts';
import styles from './who-looked-tab.module.css';

/** One line per event, newest first as the vault gives them. */
export function LookTable({ lines }: { lines: readonly AuditLine[] }) {
  const { t } = useTranslation('chart');
  const format = useFormat();
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
              {line.subject === '' ? null : <span className={styles.subject}>: {line.subject}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A role of another hospital may be one this version has no word for. */
function roleName(role: string): Role | 'other' {
  return ROLES.find((name) => name === role) ?? 'other';
}
