import {
  IconClipboardCheck,
  IconFileImport,
  IconHistory,
  IconLayoutDashboard,
  IconRefresh,
  IconUsers,
} from '@tabler/icons-react';
import type { CallName } from '../../api/client.ts';
import type { ShortcutName } from '../../keyboard/shortcuts.ts';
import type { RouteName } from '../../routes.ts';

export interface Section {
  /** Route and catalogue key. */
  readonly name: 'desk' | 'patients' | 'requests' | 'import' | 'sync' | 'audit';
  readonly Icon: typeof IconUsers;
  /** Shown to those who may call this. */
  readonly needs: CallName;
  /** Screens that belong to the section. */
  readonly holds: readonly RouteName[];
}

export const SECTIONS: readonly Section[] = [
  { name: 'desk', Icon: IconLayoutDashboard, needs: 'patients.recent', holds: ['desk'] },
  {
    name: 'patients',
    Icon: IconUsers,
    needs: 'patients.get',
    holds: ['patients', 'register', 'edit', 'chart', 'recordEntry'],
  },
  { name: 'requests', Icon: IconClipboardCheck, needs: 'consent.requests', holds: ['requests', 'approval'] },
  { name: 'import', Icon: IconFileImport, needs: 'imports.start', holds: ['import'] },
  { name: 'sync', Icon: IconRefresh, needs: 'sync.status', holds: ['sync'] },
  { name: 'audit', Icon: IconHistory, needs: 'audit.list', holds: ['audit'] },
];

/** Alt+1 for the first section shown, and so on. */
export const SECTION_SHORTCUTS = [
  'section1',
  'section2',
  'section3',
  'section4',
  'section5',
  'section6',
] as const satisfies readonly ShortcutName[];
