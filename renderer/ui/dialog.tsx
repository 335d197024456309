import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './dialog.module.css';

/** A question in front of the screen. The caller takes the `back` shortcut: closing must not lose anything. */
export function Dialog(props: {
  title: ReactNode;
  onClose: () => void;
  /** Pixels. */
  width?: number;
  /** Buttons at the end, the main one last. */
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={props.title}
      size={props.width ?? 460}
      classNames={{ title: styles.title }}
    >
      {props.children}
      {props.actions ? <div className={styles.actions}>{props.actions}</div> : null}
    </Modal>
  );
}
