import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../../preload/api/ids.ts';
import type { RecordLine } from '../../../preload/api/records.ts';
import { CardRow } from '../../ui/card.tsx';
import { useFormat } from '../../ui/format.ts';
import { useRecordTitle } from '../../ui/observation-words.ts';
import { SourceLabel } from '../../ui/source-label.tsx';
import { StatePill } from '../../ui/state-pill.tsx';
import styles from './record-row.module.css';

export type OpenRecord = (recordId: RecordId) => void;

/**
 * One record in a card or list. At the right what identifies it fastest: its code, else its date. `emphasis` is for
 * what must not be overlooked; `withDate` and `withState` are for lists that have the room.
 */
export function RecordRow(props: {
  line: RecordLine;
  onOpen: OpenRecord;
  emphasis?: boolean;
  withDate?: boolean;
  withState?: boolean;
}) {
  const { line, withDate } = props;
  const format = useFormat();
  const title = useRecordTitle()(line);
  const second = useSecondLine(line);
  const date = line.at ? format.date(line.at) : null;
  const end = line.code && !withDate ? line.code : date;
  return (
    <CardRow
      onOpen={() => props.onOpen(line.id)}
      main={props.emphasis ? <strong className={styles.emphasis}>{title}</strong> : title}
      second={second === '' ? null : <span className={styles.second}>{second}</span>}
      end={
        <>
          {line.source ? <SourceLabel name={line.source.name} /> : null}
          {withDate && line.code ? <span>{line.code}</span> : null}
          {end ? <span>{end}</span> : null}
          {line.state && (props.withState || line.state === 'attention') ? <StatePill state={line.state} /> : null}
        </>
      }
    />
  );
}

/** Second line: the details, and that there are earlier versions. */
function useSecondLine(line: RecordLine): string {
  const { t } = useTranslation('chart');
  const amended = line.version > 1 ? t('record.amended', { version: line.version }) : '';
  return [line.detail, amended].filter((part) => part !== '').join(' · ');
}
