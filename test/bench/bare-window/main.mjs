// The least an Electron application can be: one window with one page that paints one box.
import { join } from 'node:path';
import { app, BrowserWindow } from 'electron';

app.setPath('userData', process.argv.at(-1));
void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1366, height: 768, show: false });
  window.once('ready-to-show', () => window.show());
  void window.loadFile(join(import.meta.dirname, 'index.html'));
});
