import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientCard } from '../../../preload/api/patients.ts';
import { useFormat } from '../../ui/format.ts';
import styles from './card-face.module.css';
import { type CardWords, drawCard } from './draw-card.ts';

/** The words of a card in the language on screen. */
export function useCardWords(card: PatientCard): CardWords {
  const { t } = useTranslation('cards');
  const format = useFormat();
  return {
    title: t('face.title'),
    label: card.label,
    advice: t('face.advice'),
    issued: t('face.issued', { hospital: card.hospitalName, by: card.issuedBy, at: format.dateTime(card.issuedAt) }),
  };
}

/** The card in its true size on paper, as wide as there is room on screen. */
export function CardFace({ code, words }: { code: string; words: CardWords }) {
  const { t } = useTranslation('cards');
  const canvas = useRef<HTMLCanvasElement>(null);
  const { title, label, advice, issued } = words;
  useEffect(() => {
    if (canvas.current) drawCard(canvas.current, code, { title, label, advice, issued });
  }, [code, title, label, advice, issued]);
  return <canvas ref={canvas} className={styles.face} role="img" aria-label={t('face.alt', { label })} />;
}

/** The same picture as a PNG file's bytes. */
export async function cardPng(code: string, words: CardWords): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = document.createElement('canvas');
  drawCard(canvas, code, words);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  return new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0));
}
