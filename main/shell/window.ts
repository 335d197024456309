import { BrowserWindow, nativeTheme, type Session, screen } from 'electron';
import { APP_URL } from './app-address.ts';
import { logBug } from './log.ts';
import type { Settings, WindowBounds } from './settings.ts';

const SMALLEST = { width: 1024, height: 700 };
const USUAL = { width: 1366, height: 768 };

/** Background of the screens in either theme, shown until they are painted, so that nothing flashes. */
const BACKGROUND = { light: '#f5f6f8', dark: '#0e1217' };

export interface WindowParts {
  readonly session: Session;
  readonly preload: string;
  readonly hasDevTools: boolean;
}

/** Makes the application's window, hidden until it has its size and theme and something to show. */
export function createWindow(parts: WindowParts): BrowserWindow {
  const window = new BrowserWindow({
    ...USUAL,
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: 'Wardkeep',
    autoHideMenuBar: true,
    backgroundColor: background(),
    webPreferences: {
      preload: parts.preload,
      session: parts.session,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      devTools: parts.hasDevTools,
    },
  });
  window.webContents.on('render-process-gone', () => {
    // The session is not in that process: the screens come back to it.
    if (!window.isDestroyed()) showApp(window);
  });
  return window;
}

/** Gives the window the size, place and theme it was left with, and keeps them from now on. To be called before it shows. */
export function rememberAppearance(window: BrowserWindow, settings: Settings): void {
  const { theme, window: left } = settings.get();
  nativeTheme.themeSource = theme;
  window.setBackgroundColor(background());
  if (left) window.setBounds(visible(left));
  nativeTheme.on('updated', () => {
    if (!window.isDestroyed()) window.setBackgroundColor(background());
  });
  window.on('close', () => {
    if (!window.isFullScreen()) settings.change({ window: window.getNormalBounds() });
  });
}

/** Loads the screens into the window. */
export function showApp(window: BrowserWindow): void {
  window.loadURL(APP_URL).catch((error: unknown) => logBug('loading the screens', error));
}

/** For a person who starts the application again while it is open. */
export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
}

function background(): string {
  return nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light;
}

/** The remembered size; the remembered place too, unless that screen has been taken away meanwhile. */
function visible({ width, height, x, y }: WindowBounds): Partial<WindowBounds> {
  if (x === undefined || y === undefined) return { width, height };
  const area = screen.getDisplayMatching({ x, y, width, height }).workArea;
  const isVisible = x >= area.x && y >= area.y && x < area.x + area.width && y < area.y + area.height;
  return isVisible ? { width, height, x, y } : { width, height };
}
