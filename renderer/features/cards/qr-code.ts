import encodeQR from 'qr';
import decodeQR from 'qr/decode.js';
import { AppError } from '../../../preload/api/errors.ts';

/** Modules of light around the code without which readers do not find it (ISO/IEC 18004, 5.3.8). */
const QUIET_ZONE = 4;

/** A chosen picture may take longer to read than a camera frame, which is what the decoder assumes. */
const READ_TIME_MS = 3_000;

/** RGBA bytes, as a canvas gives them. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** Rows of modules, true is dark, the quiet zone included. Medium correction survives a scratched card. */
export function qrModules(code: string): boolean[][] {
  return encodeQR(code, 'raw', { ecc: 'medium', border: QUIET_ZONE });
}

/**
 * The text of the QR code in a picture.
 * @throws AppError `card.unreadable` when there is none or too little of it.
 */
export function readQr(picture: Picture): string {
  try {
    return decodeQR(picture, { format: 'RGBA', effort: 8, timeLimit: READ_TIME_MS });
  } catch (cause) {
    throw new AppError('card.unreadable', 'No QR code could be read in the picture', { cause });
  }
}
