import { type ReactNode, useState } from 'react';
import { classNames } from './class-names.ts';
import styles from './drop-area.module.css';

/**
 * A place to drop one file on. Whoever cannot drag finds a button inside (`children`) that does the same. `plain`
 * leaves out the dashed frame, for a field that also takes a file.
 */
export function DropArea(props: {
  onDrop: (file: File) => void;
  disabled?: boolean;
  plain?: boolean;
  children: ReactNode;
}) {
  const [isOver, setIsOver] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra way, the keyboard's is inside
    <div
      className={classNames(styles.area, !props.plain && styles.framed, isOver && styles.over)}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(!props.disabled);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        const file = event.dataTransfer.files[0];
        if (file && !props.disabled) props.onDrop(file);
      }}
    >
      {props.children}
    </div>
  );
}
