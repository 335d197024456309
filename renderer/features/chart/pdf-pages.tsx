import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/empty-state.tsx';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';
import styles from './document-viewer.module.css';
import { openPdf } from './open-pdf.ts';

/** Pages of a PDF below each other, each drawn when it comes near, with its words for a screen reader. */
export function PdfPages({ bytes, title }: { bytes: Uint8Array; title: string }) {
  const { t } = useTranslation('chart');
  const [pdf, setPdf] = useState<PDFDocumentProxy | 'damaged'>();
  useEffect(() => {
    let opened: PDFDocumentProxy | undefined;
    let isGone = false;
    openPdf(bytes)
      .then((document) => {
        opened = document;
        if (isGone) void document.cleanup();
        else setPdf(document);
      })
      .catch(() => setPdf('damaged'));
    return () => {
      isGone = true;
      void opened?.cleanup();
    };
  }, [bytes]);

  if (!pdf) return <RowSkeletons rows={8} />;
  if (pdf === 'damaged') return <EmptyState title={t('viewer.damaged')} hint={t('viewer.damagedHint')} />;
  return (
    <div className={styles.pages}>
      {Array.from({ length: pdf.numPages }, (_, index) => index + 1).map((number) => (
        <PdfPage key={number} pdf={pdf} number={number} label={t('viewer.page', { number, of: pdf.numPages, title })} />
      ))}
    </div>
  );
}

/** Width over height of an A4 page, for the room a page takes before it is drawn. */
const A4_ASPECT = '210 / 297';

/** Dots per CSS pixel: sharp on the screens a ward has, without eating memory on long scans. */
const SHARPNESS = 1.5;

function PdfPage({ pdf, number, label }: { pdf: PDFDocumentProxy; number: number; label: string }) {
  const frame = useRef<HTMLElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [words, setWords] = useState<string>();
  const isNear = useIsNear(frame);
  useEffect(() => {
    if (!isNear) return;
    let isGone = false;
    void drawPage(pdf, number, canvas.current, frame.current?.clientWidth ?? 0).then((read) => {
      if (!isGone) setWords(read);
    });
    return () => {
      isGone = true;
    };
  }, [isNear, pdf, number]);
  return (
    <figure ref={frame} className={styles.page}>
      <canvas ref={canvas} aria-hidden style={words === undefined ? { aspectRatio: A4_ASPECT } : undefined} />
      <p className={styles.words}>{words}</p>
      <figcaption className={styles.number}>{label}</figcaption>
    </figure>
  );
}

/** Draws one page as wide as its frame; answers with the words on it. */
async function drawPage(
  pdf: PDFDocumentProxy,
  number: number,
  canvas: HTMLCanvasElement | null,
  widthPx: number,
): Promise<string> {
  const page = await pdf.getPage(number);
  const natural = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: (widthPx * SHARPNESS) / natural.width });
  if (canvas) {
    canvas.width = Math.floor(viewport.width);
    canvas.height = Math.floor(viewport.height);
    await page.render({ canvas, viewport }).promise;
  }
  const { items } = await page.getTextContent();
  return items.map((item) => ('str' in item ? item.str : '')).join(' ');
}

/** True from the moment the element comes within a screen of the visible part. */
function useIsNear(frame: RefObject<HTMLElement | null>): boolean {
  const [isNear, setIsNear] = useState(false);
  useEffect(() => {
    if (!frame.current) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setIsNear(true);
      },
      { rootMargin: '100% 0px' },
    );
    observer.observe(frame.current);
    return () => observer.disconnect();
  }, [frame]);
  return isNear;
}
