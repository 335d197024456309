import type { ReactNode } from 'react';
import styles from './text-button.module.css';

/** A quiet action inside a card: accent words without a frame. */
export function TextButton({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <button type="button" className={styles.button} onClick={onClick}>
      {children}
    </button>
  );
}
