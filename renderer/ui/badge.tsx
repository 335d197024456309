import type { ReactNode } from 'react';
import styles from './badge.module.css';
import { classNames } from './class-names.ts';

export type Tone = 'neutral' | 'accent' | 'red' | 'amber' | 'green' | 'blue';

/** A short fact in a colour that means something. The words carry the meaning; the icon repeats it without colour. */
export function Badge(props: { tone?: Tone; icon?: ReactNode; round?: boolean; children: ReactNode }) {
  return (
    <span className={classNames(styles.badge, styles[props.tone ?? 'neutral'], props.round && styles.round)}>
      {props.icon}
      <span className={styles.words}>{props.children}</span>
    </span>
  );
}
