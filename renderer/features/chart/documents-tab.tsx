import { Button } from '@mantine/core';
import { IconFileText, IconFileTypePdf, IconPaperclip, IconPhoto, IconPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordLine } from '../../../preload/api/records.ts';
import { Card, CardRow } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useFormat } from '../../ui/format.ts';
import { SourceLabel } from '../../ui/source-label.tsx';
import { StatePill } from '../../ui/state-pill.tsx';
import { TextButton } from '../../ui/text-button.tsx';
import { DocumentViewer } from './document-viewer.tsx';
import styles from './documents-tab.module.css';
import type { OpenRecord } from './record-row.tsx';

/** Letters, scans and pictures; each opens inside the application. */
export function DocumentsTab(props: {
  documents: readonly RecordLine[];
  notShown: ReactNode;
  onDetails: OpenRecord;
  onAdd: () => void;
}) {
  const { t } = useTranslation('chart');
  const [viewed, setViewed] = useState<RecordLine | null>(null);
  return (
    <div className={styles.tab}>
      {props.documents.length === 0 ? (
        <EmptyState
          icon={<IconFileText />}
          title={t('empty.documents')}
          hint={t('empty.documentsHint')}
          action={
            <Button leftSection={<IconPlus size={16} />} onClick={props.onAdd}>
              {t('documents.add')}
            </Button>
          }
        />
      ) : (
        <Card
          title={t('tab.documents')}
          icon={<IconPaperclip aria-hidden />}
          note={props.documents.length}
          action={<TextButton onClick={props.onAdd}>{t('documents.add')}</TextButton>}
        >
          {props.documents.map((line) => (
            <div key={line.id} className={styles.item}>
              <DocumentRow line={line} onOpen={() => (line.attachment ? setViewed(line) : props.onDetails(line.id))} />
              <TextButton onClick={() => props.onDetails(line.id)}>{t('documents.details')}</TextButton>
            </div>
          ))}
        </Card>
      )}
      {props.notShown}
      {viewed ? <DocumentViewer recordId={viewed.id} title={viewed.title} onClose={() => setViewed(null)} /> : null}
    </div>
  );
}

function DocumentRow({ line, onOpen }: { line: RecordLine; onOpen: () => void }) {
  const { t } = useTranslation('chart');
  const format = useFormat();
  const file = line.attachment;
  const Icon = file?.mediaType === 'application/pdf' ? IconFileTypePdf : file ? IconPhoto : IconFileText;
  const size = file ? format.bytes(file.sizeBytes) : t('documents.noFile');
  return (
    <CardRow
      onOpen={onOpen}
      main={
        <span className={styles.name}>
          <Icon size={18} aria-hidden />
          {line.title}
        </span>
      }
      second={[line.detail, size, line.author].filter((part) => part !== '').join(' · ')}
      end={
        <>
          {line.source ? <SourceLabel name={line.source.name} /> : null}
          {line.at ? <span>{format.date(line.at)}</span> : null}
          {line.state ? <StatePill state={line.state} /> : null}
        </>
      }
    />
  );
}
