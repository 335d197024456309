import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { EventPayload } from '../../preload/api/contract.ts';
import type { Preferences } from '../../preload/api/desktop.ts';
import type { DemoNetwork } from './demo-network.ts';
import { menuWords } from './menu-words.ts';

export interface MenuParts {
  readonly language: Preferences['language'];
  readonly onChosen: (item: EventPayload<'menu.chosen'>['item']) => void;
  readonly demo: DemoNetwork;
}

/** Puts up the application menu. The screens handle the keys of their own entries; here they are only shown. */
export function setMenu(parts: MenuParts): void {
  const words = menuWords[parts.language];
  const entry = (
    item: EventPayload<'menu.chosen'>['item'],
    accelerator: string | undefined,
  ): MenuItemConstructorOptions => ({
    label: words[item],
    accelerator,
    registerAccelerator: false,
    click: () => parts.onChosen(item),
  });
  const demo: MenuItemConstructorOptions[] = parts.demo.isAvailable()
    ? [{ type: 'separator' }, { label: words.secondHospital, click: () => parts.demo.open('b') }]
    : [];
  const template: MenuItemConstructorOptions[] = [
    {
      label: words.file,
      submenu: [
        entry('register', 'CmdOrCtrl+N'),
        entry('search', 'CmdOrCtrl+K'),
        entry('import', undefined),
        ...demo,
        { type: 'separator' },
        { label: words.quit, role: 'quit' },
      ],
    },
    {
      label: words.edit,
      submenu: [
        { label: words.undo, role: 'undo' },
        { label: words.redo, role: 'redo' },
        { type: 'separator' },
        { label: words.cut, role: 'cut' },
        { label: words.copy, role: 'copy' },
        { label: words.paste, role: 'paste' },
        { label: words.selectAll, role: 'selectAll' },
      ],
    },
    {
      label: words.view,
      submenu: [
        { label: words.zoomIn, role: 'zoomIn' },
        { label: words.zoomOut, role: 'zoomOut' },
        { label: words.actualSize, role: 'resetZoom' },
        { label: words.fullScreen, role: 'togglefullscreen' },
      ],
    },
    { label: words.help, submenu: [entry('shortcuts', undefined)] },
  ];
  const ofTheApplication: MenuItemConstructorOptions[] =
    process.platform === 'darwin' ? [{ label: app.name, role: 'appMenu' }] : [];
  Menu.setApplicationMenu(Menu.buildFromTemplate([...ofTheApplication, ...template]));
}
