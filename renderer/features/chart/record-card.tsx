import { VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordLine } from '../../../preload/api/records.ts';
import { Card } from '../../ui/card.tsx';
import { TextButton } from '../../ui/text-button.tsx';
import styles from './record-card.module.css';
import { type OpenRecord, RecordRow } from './record-row.tsx';

const ROWS_SHOWN = 5;

/** A short list of the summary: the first rows, and the way to the rest. */
export function RecordCard(props: {
  title: string;
  icon: ReactNode;
  lines: readonly RecordLine[];
  note?: ReactNode;
  /** Said instead of rows. An empty allergy list is a fact about the record, not about the patient. */
  empty: string;
  emphasis?: boolean;
  onAdd?: () => void;
  onAll: () => void;
  onOpen: OpenRecord;
}) {
  const { t } = useTranslation('chart');
  const more = props.lines.length - ROWS_SHOWN;
  return (
    <Card
      title={props.title}
      icon={props.icon}
      note={props.note}
      action={
        props.onAdd ? (
          <TextButton onClick={props.onAdd}>
            {t('add')}
            <VisuallyHidden> {props.title}</VisuallyHidden>
          </TextButton>
        ) : null
      }
    >
      {props.lines.slice(0, ROWS_SHOWN).map((line) => (
        <RecordRow key={line.id} line={line} emphasis={props.emphasis ?? false} onOpen={props.onOpen} />
      ))}
      {props.lines.length === 0 ? <p className={styles.empty}>{props.empty}</p> : null}
      {more > 0 ? (
        <div className={styles.more}>
          <TextButton onClick={props.onAll}>{t('more', { count: more })}</TextButton>
        </div>
      ) : null}
    </Card>
  );
}
