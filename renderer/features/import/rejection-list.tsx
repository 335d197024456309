import { useTranslation } from 'react-i18next';
import type { ImportReport } from '../../../preload/api/imports.ts';
import { Card } from '../../ui/card.tsx';
import styles from './import.module.css';

/** Every entry that was not taken: its number, its place in the file, and why. */
export function RejectionList({ rejections }: { rejections: ImportReport['rejections'] }) {
  const { t } = useTranslation('import');
  return (
    <Card title={t('rejections.title')} note={rejections.length}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('rejections.entry')}</th>
            <th scope="col">{t('rejections.path')}</th>
            <th scope="col">{t('rejections.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {rejections.map(({ index, path, reason }) => (
            <tr key={`${index} ${path} ${reason}`} className={styles.rejection}>
              <th scope="row">{index}</th>
              <td>
                <code>{path}</code>
              </td>
              <td>{reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
