import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

/** Nothing here yet: why, and what to do next. */
export function EmptyState(props: { icon?: ReactNode; title: string; hint: ReactNode; action?: ReactNode }) {
  return (
    <div className={styles.empty}>
      {props.icon ? <div className={styles.icon}>{props.icon}</div> : null}
      <p className={styles.title}>{props.title}</p>
      <p className={styles.hint}>{props.hint}</p>
      {props.action}
    </div>
  );
}
