import type { ReactNode } from 'react';
import styles from './noted-label.module.css';

/** A field's label with a quiet remark: "Sex (administrative)". */
export function NotedLabel({ label, note }: { label: ReactNode; note: ReactNode }) {
  return (
    <>
      {label} <span className={styles.note}>({note})</span>
    </>
  );
}
