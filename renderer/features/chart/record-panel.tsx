import { Button } from '@mantine/core';
import { IconEye, IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../../preload/api/ids.ts';
import type { Result } from '../../api/client.ts';
import { query } from '../../api/queries.ts';
import { useShortcut } from '../../keyboard/keyboard.tsx';
import { SHORTCUTS } from '../../keyboard/shortcuts.ts';
import { useRouter } from '../../router.tsx';
import { Answered } from '../../ui/answered.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { useRecordTitle } from '../../ui/observation-words.ts';
import { SourceLabel } from '../../ui/source-label.tsx';
import { DocumentViewer } from './document-viewer.tsx';
import styles from './record-panel.module.css';
import { RecordVersionView } from './record-version.tsx';

type Detail = Result<'records.get'>;

/** One record with all its versions, the newest first; `E` amends it where that is possible. */
export function RecordPanel({ recordId, onClose }: { recordId: RecordId; onClose: () => void }) {
  const { t } = useTranslation('chart');
  const record = useQuery(query('records.get', { recordId }));
  const titleOf = useRecordTitle();
  const [isViewing, setIsViewing] = useState(false);
  useShortcut('back', onClose);
  if (isViewing && record.data) {
    return <DocumentViewer recordId={recordId} title={record.data.line.title} onClose={() => setIsViewing(false)} />;
  }
  return (
    <Dialog
      title={record.data ? titleOf(record.data.line) : t('record.title')}
      width={620}
      onClose={onClose}
      actions={
        <>
          {record.data?.line.attachment ? (
            <Button
              variant="default"
              leftSection={<IconEye size={16} aria-hidden />}
              onClick={() => setIsViewing(true)}
            >
              {t('record.view')}
            </Button>
          ) : null}
          {record.data ? <AmendButton detail={record.data} onClose={onClose} /> : null}
        </>
      }
    >
      <Answered query={record}>{(detail) => <Versions detail={detail} />}</Answered>
    </Dialog>
  );
}

function Versions({ detail }: { detail: Detail }) {
  const newestFirst = detail.versions.toSorted((a, b) => b.version - a.version);
  return (
    <>
      {detail.line.source ? (
        <p className={styles.source}>
          <SourceLabel name={detail.line.source.name} />
        </p>
      ) : null}
      <ol className={styles.versions}>
        {newestFirst.map((version, index) => (
          <li key={version.version}>
            <RecordVersionView version={version} older={newestFirst[index + 1] ?? null} isNewest={index === 0} />
          </li>
        ))}
      </ol>
    </>
  );
}

function AmendButton({ detail, onClose }: { detail: Detail; onClose: () => void }) {
  const { t } = useTranslation('chart');
  const { go } = useRouter();
  const canAmend = detail.line.source === null && detail.entry !== null;
  const amend = () => {
    onClose();
    go({ name: 'recordEntry', patientId: detail.patientId, amends: detail.line.id });
  };
  useShortcut('amend', amend, canAmend);
  if (detail.line.source)
    return <p className={styles.note}>{t('record.notOurs', { name: detail.line.source.name })}</p>;
  if (!canAmend) return <p className={styles.note}>{t('record.imported')}</p>;
  return (
    <Button
      data-autofocus
      leftSection={<IconPencil size={16} />}
      rightSection={<Kbd keys={SHORTCUTS.amend.keys} onAccent />}
      onClick={amend}
    >
      {t('record.amend')}
    </Button>
  );
}
