import type { ReactNode } from 'react';
import { useId } from 'react';
import styles from './card.module.css';
import { classNames } from './class-names.ts';

/** A titled surface. Rows inside are separated by themselves (`CardRow`); other content takes `padded`. */
export function Card(props: {
  title?: ReactNode;
  icon?: ReactNode;
  /** Small words after the title: a count, a unit. */
  note?: ReactNode;
  /** A link-like action at the right end of the title. */
  action?: ReactNode;
  padded?: boolean;
  className?: string | undefined;
  children: ReactNode;
}) {
  const titleId = useId();
  return (
    <section className={classNames(styles.card, props.className)} aria-labelledby={props.title ? titleId : undefined}>
      {props.title ? (
        <header className={styles.head}>
          {props.icon}
          <h2 id={titleId} className={styles.title}>
            {props.title}
          </h2>
          {props.note ? <span className={styles.note}>{props.note}</span> : null}
          {props.action ? <div className={styles.action}>{props.action}</div> : null}
        </header>
      ) : null}
      {props.padded ? <div className={styles.padded}>{props.children}</div> : props.children}
    </section>
  );
}

/** One line of a card: what it is at the left, code or date at the right, a second line below. */
export function CardRow(props: {
  main: ReactNode;
  second?: ReactNode;
  end?: ReactNode;
  onOpen?: (() => void) | undefined;
}) {
  const content = (
    <>
      <span className={styles.rowMain}>
        <span className={styles.rowFirst}>{props.main}</span>
        {props.second ? <span className={styles.rowSecond}>{props.second}</span> : null}
      </span>
      {props.end ? <span className={styles.rowEnd}>{props.end}</span> : null}
    </>
  );
  if (!props.onOpen) return <div className={styles.row}>{content}</div>;
  return (
    <button type="button" className={classNames(styles.row, styles.rowButton)} onClick={props.onOpen}>
      {content}
    </button>
  );
}
