import { Portal } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './print-sheet.module.css';

/** What goes to the printer while it is on screen: everything else of the window stays off the paper. */
export function PrintSheet({ children }: { children: ReactNode }) {
  return (
    <Portal target={document.body}>
      <div className={styles.sheet} aria-hidden>
        {children}
      </div>
    </Portal>
  );
}
