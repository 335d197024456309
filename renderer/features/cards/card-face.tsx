import { Skeleton } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardKind, PatientCard } from '../../../preload/api/patients.ts';
import { useFormat } from '../../ui/format.ts';
import styles from './card-face.module.css';
import { type CardWords, drawCard } from './draw-card.ts';

/** What is on the face of a card. */
export interface Face {
  readonly kind: CardKind;
  readonly code: string;
  readonly words: CardWords;
}

/** The face of a card in the language on screen; null while there is no card. */
export function useCardFace(card: PatientCard | null): Face | null {
  const { t } = useTranslation('cards');
  const format = useFormat();
  if (!card) return null;
  const { kind, code, label, hospitalName: hospital, issuedBy: by } = card;
  const issued = t('face.issued', { hospital, by, at: format.dateTime(card.issuedAt) });
  return { kind, code, words: { title: t(`face.title.${kind}`), label, advice: t(`face.advice.${kind}`), issued } };
}

/** The card in its true size on paper, as wide as there is room on screen. */
export function CardFace({ kind, code, words }: Face) {
  const { t } = useTranslation('cards');
  const canvas = useRef<HTMLCanvasElement>(null);
  const { title, label, advice, issued } = words;
  useEffect(() => {
    if (canvas.current) drawCard(canvas.current, code, { title, label, advice, issued });
  }, [code, title, label, advice, issued]);
  return <canvas ref={canvas} className={styles.face} role="img" aria-label={t(`face.alt.${kind}`, { label })} />;
}

/** The place of a card that is being made, so that nothing jumps when it is there. */
export function CardPlace() {
  return <Skeleton className={styles.place} radius={12} />;
}

/** The same picture as a PNG file's bytes. */
export async function cardPng({ code, words }: Face): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = document.createElement('canvas');
  drawCard(canvas, code, words);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  return new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0));
}
