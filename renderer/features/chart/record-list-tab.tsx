import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordLine } from '../../../preload/api/records.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import styles from './record-list-tab.module.css';
import { type OpenRecord, RecordRow } from './record-row.tsx';

interface Group {
  readonly title: string;
  readonly lines: readonly RecordLine[];
}

/** Whole lists of one kind of record. Rows far from the screen are laid out only when they come near. */
export function RecordListTab(props: {
  groups: readonly Group[];
  filterable?: boolean;
  notShown: ReactNode;
  onOpen: OpenRecord;
}) {
  const { t } = useTranslation('chart');
  const [filter, setFilter] = useState('');
  const groups = props.groups
    .map(({ title, lines }) => ({ title, lines: lines.filter((line) => matches(line, filter)) }))
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
          {lines.map((line) => (
            <div key={line.id} className={styles.item}>
              <RecordRow line={line} withDate withState onOpen={props.onOpen} />
            </div>
          ))}
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

/** Every word of the filter occurs in the title, the detail or the code. */
export function matches(line: RecordLine, filter: string): boolean {
  const text = `${line.title} ${line.detail} ${line.code ?? ''}`.toLocaleLowerCase();
  return filter
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
