import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../../preload/api/ids.ts';
import { query } from '../../api/queries.ts';
import { useShortcut } from '../../keyboard/keyboard.tsx';
import { Answered } from '../../ui/answered.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';
import styles from './document-viewer.module.css';

const PdfPages = lazy(async () => ({ default: (await import('./pdf-pages.tsx')).PdfPages }));

/** A document inside the application: it is decrypted for this view and written nowhere. */
export function DocumentViewer(props: { recordId: RecordId; title: string; onClose: () => void }) {
  const file = useQuery({
    ...query('records.attachment', { recordId: props.recordId }),
    // Decrypted content does not wait in memory once it is off the screen.
    gcTime: 0,
  });
  useShortcut('back', props.onClose);
  return (
    <Dialog title={props.title} width={960} onClose={props.onClose}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable to scroll it */}
      <section className={styles.paper} tabIndex={0} data-autofocus aria-label={props.title}>
        <Answered query={file}>
          {({ mediaType, bytes, title }) => <FileView mediaType={mediaType} bytes={bytes} title={title} />}
        </Answered>
      </section>
    </Dialog>
  );
}

function FileView({ mediaType, bytes, title }: { mediaType: string; bytes: Uint8Array; title: string }) {
  const { t } = useTranslation('chart');
  if (mediaType === 'application/pdf') {
    return (
      <Suspense fallback={<RowSkeletons rows={8} />}>
        <PdfPages bytes={bytes} title={title} />
      </Suspense>
    );
  }
  if (mediaType === 'image/png' || mediaType === 'image/jpeg') {
    return <Picture mediaType={mediaType} bytes={bytes} title={title} />;
  }
  return <EmptyState title={t('viewer.unknown')} hint={t('viewer.unknownHint', { mediaType })} />;
}

function Picture({ mediaType, bytes, title }: { mediaType: string; bytes: Uint8Array; title: string }) {
  const { t } = useTranslation('chart');
  const [url, setUrl] = useState<string>();
  const [isDamaged, setDamaged] = useState(false);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([Uint8Array.from(bytes)], { type: mediaType }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes, mediaType]);
  if (isDamaged) return <EmptyState title={t('viewer.damagedPicture')} hint={t('viewer.damagedPictureHint')} />;
  return url ? <img className={styles.picture} src={url} alt={title} onError={() => setDamaged(true)} /> : null;
}
