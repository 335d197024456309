import { useTranslation } from 'react-i18next';
import type { Result } from '../../api/client.ts';
import { Badge } from '../../ui/badge.tsx';
import { useFormat } from '../../ui/format.ts';
import { observationWord } from '../../ui/observation-words.ts';
import { StatePill } from '../../ui/state-pill.tsx';
import { codedWord } from './coded-words.ts';
import styles from './record-panel.module.css';
import { changedFields, type ResourceRow, resourceRows } from './resource-rows.ts';

type Version = Result<'records.get'>['versions'][number];

/** What one version says, who wrote it when and why, and what it changed. */
export function RecordVersionView(props: { version: Version; older: Version | null; isNewest: boolean }) {
  const { version, older } = props;
  const { t } = useTranslation('chart');
  const format = useFormat();
  const nameOf = (loinc: string | null) => {
    const word = observationWord(loinc);
    return word && t(`vital.${word}`);
  };
  const rows = resourceRows(version.resource, nameOf);
  const changed = older ? changedFields(rows, resourceRows(older.resource, nameOf)) : [];
  return (
    <article className={styles.version} aria-label={t('record.version', { version: version.version })}>
      <header className={styles.head}>
        <strong>{t('record.version', { version: version.version })}</strong>
        <span className={styles.by}>
          {version.author} · {format.dateTime(version.at)}
        </span>
        {props.isNewest && version.state ? <StatePill state={version.state} /> : null}
      </header>
      {version.reason ? <p className={styles.reason}>{t('record.reason', { reason: version.reason })}</p> : null}
      <dl className={styles.rows}>
        {rows.map((row) => (
          <Row key={row.field} row={row} isChanged={changed.includes(row.field)} />
        ))}
      </dl>
      <details>
        <summary className={styles.summary}>{t('record.asStored')}</summary>
        <pre className={styles.stored}>{indented(version.resource)}</pre>
      </details>
    </article>
  );
}

function Row({ row, isChanged }: { row: ResourceRow; isChanged: boolean }) {
  const { t } = useTranslation('chart');
  const format = useFormat();
  const isDate = row.field === 'when' || row.field === 'until';
  const coded = codedWord(row);
  return (
    <>
      <dt>{t(`field.${row.field}`)}</dt>
      <dd>
        {isDate ? format.date(row.value) : coded ? t(`coded.${coded}`) : row.value}
        {isChanged ? <Badge tone="blue">{t('record.changed')}</Badge> : null}
      </dd>
    </>
  );
}

function indented(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
