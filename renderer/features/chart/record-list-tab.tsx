import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordLine } from '../../../preload/api/records.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useRecordTitle } from '../../ui/observation-words.ts';
import { TextButton } from '../../ui/text-button.tsx';
import { matchesFilter } from './record-filter.ts';
import styles from './record-list-tab.module.css';
import { type OpenRecord, RecordRow } from './record-row.tsx';

interface Group {
  readonly title: string;
  readonly lines: readonly RecordLine[];
}

/** Whole lists of one kind of record, with a filter where they get long. */
export function RecordListTab(props: {
  groups: readonly Group[];
  filterable?: boolean;
  notShown: ReactNode;
  onOpen: OpenRecord;
}) {
  const { t } = useTranslation('chart');
  const [filter, setFilter] = useState('');
  const titleOf = useRecordTitle();
  // In the words on screen. Long lists are not read for nothing: that takes longer than drawing what fits.
  const isWanted = (line: RecordLine) =>
    filter.trim() === '' || matchesFilter({ ...line, title: titleOf(line) }, filter);
  const groups = props.groups
    .map(({ title, lines }) => ({ title, lines: lines.filter(isWanted) }))
    .filter(({ lines }) => lines.length > 0);
  return (
    <div className={styles.tab}>
      {props.filterable ? (
        <TextInput
          className={styles.filter}
          size="xs"
          aria-label={t('list.filter')}
          placeholder={t('list.filter')}
          leftSection={<IconSearch size={15} aria-hidden />}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
      ) : null}
      {groups.map(({ title, lines }) => (
        <Card key={title} title={title} note={lines.length}>
          <Rows lines={lines} onOpen={props.onOpen} />
        </Card>
      ))}
      {groups.length === 0 ? (
        <EmptyState
          title={filter === '' ? t('empty.list') : t('empty.filter')}
          hint={filter === '' ? t('empty.listHint') : t('empty.filterHint')}
        />
      ) : null}
      {props.notShown}
    </div>
  );
}

/** Rows put on screen at once: enough to read, few enough to appear as fast as the key is released. */
const ROWS_AT_ONCE = 40;

function Rows({ lines, onOpen }: { lines: readonly RecordLine[]; onOpen: OpenRecord }) {
  const { t } = useTranslation('chart');
  const [limit, setLimit] = useState(ROWS_AT_ONCE);
  const hidden = lines.length - limit;
  return (
    <>
      {lines.slice(0, limit).map((line) => (
        <div key={line.id} className={styles.item}>
          <RecordRow line={line} withDate withState onOpen={onOpen} />
        </div>
      ))}
      {hidden > 0 ? (
        <div className={styles.more}>
          <TextButton onClick={() => setLimit(lines.length)}>{t('list.more', { count: hidden })}</TextButton>
        </div>
      ) : null}
    </>
  );
}
