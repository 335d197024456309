import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type BrowserWindow, dialog, type FileFilter } from 'electron';
import type { FilePurpose } from '../../preload/api/desktop.ts';
import { AppError } from '../../preload/api/errors.ts';

const FILTERS: Readonly<Record<FilePurpose, FileFilter[]>> = {
  attachment: [{ name: 'PDF, PNG, JPEG', extensions: ['pdf', 'png', 'jpg', 'jpeg'] }],
  bundle: [{ name: 'FHIR R4 Bundle', extensions: ['json'] }],
};

const PNG_SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

/** Lets the person choose a file. @returns its path, or null when the dialog was closed. */
export async function chooseFile(window: BrowserWindow, purpose: FilePurpose): Promise<string | null> {
  const chosen = await dialog.showOpenDialog(window, { properties: ['openFile'], filters: FILTERS[purpose] });
  return chosen.filePaths[0] ?? null;
}

/**
 * Lets the person save a PNG picture made on screen. Refuses with `files.unsupported`, `files.notWritten`.
 * @returns true once it is on the disk, false when the dialog was closed.
 */
export async function saveImage(window: BrowserWindow, suggestedName: string, png: Uint8Array): Promise<boolean> {
  if (!PNG_SIGNATURE.equals(png.subarray(0, PNG_SIGNATURE.length))) {
    throw new AppError('files.unsupported', 'Not a PNG picture', { details: { extension: '.png' } });
  }
  const { filePath } = await dialog.showSaveDialog(window, {
    defaultPath: `${basename(suggestedName, '.png') || 'wardkeep'}.png`,
    filters: [{ name: 'PNG', extensions: ['png'] }],
  });
  if (!filePath) return false;
  try {
    // On the disk before it is answered: a person will give up the only other copy of a key on the strength of this.
    await writeFile(filePath, png, { flush: true });
  } catch (error) {
    throw new AppError('files.notWritten', 'The file could not be written', { cause: error });
  }
  return true;
}

/**
 * Prints what the window's print style shows, after the system's own print dialog.
 * @returns true when the system took the job, false when the person cancelled. Refuses with `print.failed`.
 */
export function printWindow(window: BrowserWindow): Promise<boolean> {
  return new Promise((resolve, reject) => {
    window.webContents.print({ silent: false, printBackground: true }, (isPrinted, reason) => {
      if (isPrinted || /cancel/i.test(reason)) resolve(isPrinted);
      else reject(new AppError('print.failed', 'The system did not print', { details: { reason } }));
    });
  });
}
