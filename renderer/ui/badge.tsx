import type { ReactNode } from 'react';
import styles from './badge.module.css';
import { classNames } from './class-names.ts';

export type Tone = 'neutral' | 'accent' | 'red' | 'amber' | 'green' | 'blue';

/** A short fact in a colour that means something. The words carry the meaning; the icon repeats it without colour. */
export function Badge(props: {
  tone?: Tone;
  icon?: ReactNode;
  round?: boolean;
  /** Goes on in another line where others end in dots: what has to be read to the end. */
  whole?: boolean;
  children: ReactNode;
}) {
  const { tone = 'neutral', round, whole } = props;
  return (
    <span className={classNames(styles.badge, styles[tone], round && styles.round, whole && styles.whole)}>
      {props.icon}
      <span className={styles.words}>{props.children}</span>
    </span>
  );
}
