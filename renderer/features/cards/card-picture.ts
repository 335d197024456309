import { AppError } from '../../../preload/api/errors.ts';
import { type Picture, readQr } from './qr-code.ts';

/** Enough for a photographed card; larger pictures are scaled down before they are searched. */
const MAX_SIDE_PX = 2_400;

/**
 * Reads the code of a card in an image file, on this computer and in this window only.
 * @throws AppError `files.unsupported` for a file that is no picture, `card.unreadable` for one without a readable code.
 */
export async function readCardPicture(file: Blob): Promise<string> {
  return readQr(await pictureOf(file));
}

async function pictureOf(file: Blob): Promise<Picture> {
  const bitmap = await createImageBitmap(file).catch((cause: unknown) => {
    throw new AppError('files.unsupported', 'The file is not a picture this application can open', { cause });
  });
  const scale = Math.min(1, MAX_SIDE_PX / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new AppError('internal.bug', 'No canvas');
  // A transparent background would read as black on black.
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  return context.getImageData(0, 0, width, height);
}
