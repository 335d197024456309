import { useTranslation } from 'react-i18next';
import { classNames } from './class-names.ts';
import styles from './kbd.module.css';

/** A shortcut in the spelling of the shortcut table, `Ctrl+S`, shown as keys. `onAccent`: inside a filled button. */
export function Kbd({ keys, onAccent }: { keys: string; onAccent?: boolean }) {
  const { t } = useTranslation('ui');
  const words = keys
    .split('+')
    .map((key) => (key === 'Ctrl' || key === 'Escape' || key === 'Enter' || key === 'Shift' ? t(`keys.${key}`) : key));
  return <kbd className={classNames(styles.kbd, onAccent && styles.onAccent)}>{words.join(' ')}</kbd>;
}
