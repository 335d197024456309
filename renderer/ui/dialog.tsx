import { Modal } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './dialog.module.css';

/**
 * A question in front of the screen. Esc closes it and goes no further: closing must not lose anything. A caller whose
 * focused part can vanish takes the `back` shortcut as well, because then the key is pressed outside of the dialog.
 */
export function Dialog(props: {
  title: ReactNode;
  onClose: () => void;
  /** Pixels. */
  width?: number;
  /** Buttons at the end, the main one last. */
  actions?: ReactNode;
  children: ReactNode;
}) {
  const { t } = useTranslation('ui');
  useFocusReturn();
  return (
    <Modal.Root
      opened
      onClose={props.onClose}
      closeOnEscape={false}
      size={props.width ?? 460}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        props.onClose();
      }}
    >
      <Modal.Overlay />
      <Modal.Content>
        {/* Not Mantine's header, which would be a second banner of the page. */}
        <div className={styles.head}>
          <Modal.Title className={styles.title}>{props.title}</Modal.Title>
          <Modal.CloseButton aria-label={t('close')} />
        </div>
        <Modal.Body>
          {props.children}
          {props.actions ? <div className={styles.actions}>{props.actions}</div> : null}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

/**
 * Whoever closes a dialog is where they were before it; at the start of the screen if that is no longer there. Mantine does
 * so for a dialog that is told to close; ours go from the screen.
 */
function useFocusReturn(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (document.activeElement !== document.body) return;
      const place = before?.isConnected && before !== document.body ? before : document.querySelector('main');
      if (place instanceof HTMLElement || place instanceof SVGElement) place.focus({ preventScroll: true });
    },
    [before],
  );
}
