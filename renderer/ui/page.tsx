import type { ReactNode } from 'react';
import styles from './page.module.css';

/** A screen: a header that stays, and a body that scrolls. `tabs` and `banner` are for the chart. */
export function Page(props: {
  title: ReactNode;
  /** Beside the title, in the second ink. */
  subtitle?: ReactNode;
  /** Badges and states beside the title, below it where they do not fit. */
  status?: ReactNode;
  actions?: ReactNode;
  /** A row below the title that stays with it. */
  tabs?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <div className={styles.line}>
          <div className={styles.about}>
            <h1 className={styles.title}>{props.title}</h1>
            {props.subtitle ? <div className={styles.subtitle}>{props.subtitle}</div> : null}
            {props.status ? <div className={styles.status}>{props.status}</div> : null}
          </div>
          <div className={styles.actions}>{props.actions}</div>
        </div>
        {props.tabs}
      </header>
      <div className={styles.body} data-region="content">
        {props.children}
      </div>
    </div>
  );
}
