import { type ReactNode, useEffect, useRef, useState } from 'react';
import { listen } from '../../api/client.ts';
import { useShortcut } from '../../keyboard/keyboard.tsx';
import { useMay } from '../../may.ts';
import { useRouter } from '../../router.tsx';
import { lock } from '../../session.ts';
import { AutoLockWarning } from './auto-lock-warning.tsx';
import styles from './frame.module.css';
import { moveRegion } from './regions.ts';
import { focusSearch } from './search.tsx';
import { SECTION_SHORTCUTS } from './sections.ts';
import { ShortcutsHelp } from './shortcuts-help.tsx';
import { SideNav, useSections } from './side-nav.tsx';
import { TopBar } from './top-bar.tsx';

/** What stays around every screen: search, status and user above, sections at the side. */
export function Frame({ children }: { children: ReactNode }) {
  const [isHelpOpen, setHelpOpen] = useState(false);
  useFrameShortcuts(() => setHelpOpen(true));
  return (
    <div className={styles.frame}>
      <TopBar />
      <SideNav />
      <Content>{children}</Content>
      <AutoLockWarning />
      {isHelpOpen ? <ShortcutsHelp onClose={() => setHelpOpen(false)} /> : null}
    </div>
  );
}

/** The screen. It takes the focus when the thing that had it went with the screen before. */
function Content({ children }: { children: ReactNode }) {
  const { step, route } = useRouter();
  const main = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another screen is the occasion, not an input
  useEffect(() => {
    if (document.activeElement === document.body) main.current?.focus({ preventScroll: true });
  }, [step, route.name]);
  return (
    <main ref={main} tabIndex={-1} className={styles.content}>
      {children}
    </main>
  );
}

function useFrameShortcuts(openHelp: () => void): void {
  const { go, back } = useRouter();
  const mayRegister = useMay('patients.register');
  const mayImport = useMay('imports.start');
  useShortcut('search', focusSearch);
  useShortcut('lock', () => void lock());
  useShortcut('register', () => go({ name: 'register' }), mayRegister);
  useShortcut('help', openHelp);
  useShortcut('back', back);
  useShortcut('nextRegion', () => moveRegion(1));
  useShortcut('previousRegion', () => moveRegion(-1));
  const sections = useSections();
  const open = (index: number) => () => {
    const section = sections[index];
    if (section) go({ name: section.name });
  };
  const [first, second, third, fourth, fifth, sixth] = SECTION_SHORTCUTS;
  useShortcut(first, open(0));
  useShortcut(second, open(1));
  useShortcut(third, open(2), sections.length > 2);
  useShortcut(fourth, open(3), sections.length > 3);
  useShortcut(fifth, open(4), sections.length > 4);
  useShortcut(sixth, open(5), sections.length > 5);

  useEffect(
    () =>
      listen('menu.chosen', ({ item }) => {
        if (item === 'search') focusSearch();
        if (item === 'shortcuts') openHelp();
        if (item === 'register' && mayRegister) go({ name: 'register' });
        if (item === 'import' && mayImport) go({ name: 'import' });
      }),
    [go, mayRegister, mayImport, openHelp],
  );
}
