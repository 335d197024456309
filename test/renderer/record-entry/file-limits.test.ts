import { describe, expect, it } from 'vitest';
import { IMPORT_MAX_BYTES } from '../../../preload/api/imports.ts';
import { ATTACHMENT_MAX_BYTES, ATTACHMENT_MEDIA_TYPES } from '../../../preload/api/records.ts';
import { refusalOf } from '../../../renderer/features/record-entry/file-limits.ts';

describe('a file for a record', () => {
  it.each(ATTACHMENT_MEDIA_TYPES)('[S10] may be %s up to the limit that is stated first', (mediaType) => {
    expect(refusalOf({ mediaType, sizeBytes: ATTACHMENT_MAX_BYTES })).toBeNull();
  });

  it('[S10] has a limit in the megabytes that its size is shown in', () => {
    expect([ATTACHMENT_MAX_BYTES, IMPORT_MAX_BYTES].map((sizeBytes) => sizeBytes / 1e6)).toEqual([25, 50]);
  });

  it('[S10] is refused one byte above the limit', () => {
    const refusal = refusalOf({ mediaType: 'application/pdf', sizeBytes: ATTACHMENT_MAX_BYTES + 1 });
    expect(refusal?.code).toBe('files.tooLarge');
  });

  it.each(['image/svg+xml', 'text/html', 'application/zip', ''])('is refused as %j, whatever its size', (mediaType) => {
    expect(refusalOf({ mediaType, sizeBytes: 10 })?.code).toBe('files.unsupported');
  });
});
