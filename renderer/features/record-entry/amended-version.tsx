import { useTranslation } from 'react-i18next';
import type { Result } from '../../api/client.ts';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { useFormat } from '../../ui/format.ts';
import styles from './amended-version.module.css';
import { type EntryForm, formOf } from './entry-form.ts';
import { useFieldWords } from './field-words.ts';

/** The newest saved version as it stands, with a mark on everything the form beside it changes. */
export function AmendedVersion({ detail, form }: { detail: Result<'records.get'>; form: EntryForm }) {
  const { t } = useTranslation('recordEntry');
  const format = useFormat();
  const words = useFieldWords();
  const newest = detail.versions.find((one) => one.version === detail.line.version);
  const before = detail.entry ? words(formOf(detail.entry)) : [];
  const after = new Map(words(form).map(({ field, value }) => [field, value]));
  return (
    <Card
      title={t('amended.title', { version: detail.line.version })}
      note={newest ? `${newest.author} · ${format.dateTime(newest.at)}` : null}
      padded
    >
      <dl className={styles.rows}>
        {before.map(({ field, label, value }) => (
          <div key={field} className={styles.row}>
            <dt>{label}</dt>
            <dd>
              {value === '' ? <span className={styles.empty}>{t('amended.empty')}</span> : value}{' '}
              {after.get(field) === value ? null : <Badge tone="blue">{t('amended.changed')}</Badge>}
            </dd>
          </div>
        ))}
      </dl>
      <p className={styles.note}>{t('amended.stays')}</p>
    </Card>
  );
}
