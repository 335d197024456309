import type { LaunchedApp } from '../application/launch.ts';

/** Answers the system's next "open" dialog, which no test driver can reach, as a person who picks this file. */
export async function willChoose(app: LaunchedApp, file: string): Promise<void> {
  await app.electron.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, file);
}

/** Takes what is printed from now on as the system does once a person has chosen a printer. */
export async function willPrint(app: LaunchedApp): Promise<void> {
  await app.electron.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (contents) contents.print = (_options, callback) => callback?.(true, '');
  });
}

/** Answers the next "save" dialog with this file. */
export async function willSaveAs(app: LaunchedApp, file: string): Promise<void> {
  await app.electron.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
  }, file);
}
