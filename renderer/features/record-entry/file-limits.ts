import { AppError } from '../../../preload/api/errors.ts';
import { ATTACHMENT_MAX_BYTES, ATTACHMENT_MEDIA_TYPES } from '../../../preload/api/records.ts';

/** Why a file cannot be attached, from its name card alone; null when it may be. The vault checks the content itself. */
export function refusalOf(file: { readonly sizeBytes: number; readonly mediaType: string }): AppError | null {
  if (!ATTACHMENT_MEDIA_TYPES.some((type) => type === file.mediaType)) {
    return new AppError('files.unsupported', 'Not a file type that can be attached', {
      details: { mediaType: file.mediaType },
    });
  }
  if (file.sizeBytes > ATTACHMENT_MAX_BYTES) {
    return new AppError('files.tooLarge', 'Larger than an attachment may be', {
      details: { sizeBytes: file.sizeBytes, maxBytes: ATTACHMENT_MAX_BYTES },
    });
  }
  return null;
}
