import type { ComponentProps } from 'react';

/**
 * The element of every button. While its work is done it takes no press and says so, but it stays focusable: a button
 * that is disabled under the focus drops it, and who uses the keyboard is nowhere.
 */
export function ButtonElement(props: ComponentProps<'button'> & { 'data-loading'?: boolean }) {
  const isWorking = props['data-loading'] === true;
  return (
    <button
      {...props}
      // The toolkit gives none to an element of ours, and the browser would take that for "submit".
      type={props.type ?? 'button'}
      disabled={props.disabled && !isWorking}
      aria-disabled={isWorking || undefined}
      onClick={isWorking ? (event) => event.preventDefault() : props.onClick}
    />
  );
}
