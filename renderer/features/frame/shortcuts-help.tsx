import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeyboard } from '../../keyboard/keyboard.tsx';
import { SHORTCUT_GROUPS, SHORTCUTS, type ShortcutName } from '../../keyboard/shortcuts.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import styles from './shortcuts-help.module.css';
import { useSections } from './side-nav.tsx';

/** All shortcuts; those that do nothing on this screen are quieter. */
export function ShortcutsHelp({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('frame');
  const { taken } = useKeyboard();
  // What the screen below takes; the dialog itself must not count.
  const [active] = useState(taken);
  const words = useShortcutWords();
  // Safe: the keys of the table.
  const names = Object.keys(SHORTCUTS) as ShortcutName[];
  return (
    <Dialog title={t('help.title')} width={720} onClose={onClose}>
      <div className={styles.groups}>
        {SHORTCUT_GROUPS.map((group) => (
          <section key={group} aria-label={t(`help.groups.${group}`)}>
            <h3 className={styles.group}>{t(`help.groups.${group}`)}</h3>
            <dl className={styles.list}>
              {names
                .filter((name) => SHORTCUTS[name].group === group && words(name) !== null)
                .map((name) => (
                  <div key={name} className={active.includes(name) ? styles.line : styles.lineIdle}>
                    <dt>{words(name)}</dt>
                    <dd>
                      <Kbd keys={SHORTCUTS[name].keys} />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

/** What a shortcut does; null for a section number this role does not have. */
function useShortcutWords(): (name: ShortcutName) => string | null {
  const { t } = useTranslation('frame');
  const sections = useSections();
  return (name) => {
    switch (name) {
      case 'section1':
      case 'section2':
      case 'section3':
      case 'section4':
      case 'section5':
      case 'section6': {
        const section = sections[Number(name.slice(-1)) - 1];
        return section ? t(`nav.${section.name}`) : null;
      }
      default:
        return t(`help.shortcuts.${name}`);
    }
  };
}
