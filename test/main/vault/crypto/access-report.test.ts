import { beforeAll, describe, expect, it } from 'vitest';
import {
  type AccessReportLine,
  openAccessReport,
  sealAccessReport,
} from '../../../../main/vault/crypto/access-report.ts';
import { readySodium } from '../../../../main/vault/crypto/sodium.ts';
import { notDecryptable, people, subjectRef } from './sealed-objects.fixture.ts';

const line: AccessReportLine = {
  seq: 12,
  at: 1_767_225_600_000,
  who: 'Dr. Ines Duarte',
  role: 'clinician',
  action: 'viewed',
  subject: 'Chart',
  subjectRef,
};
let { source, asking, stranger }: ReturnType<typeof people> = Object.create(null);

beforeAll(async () => {
  await readySodium();
  ({ source, asking, stranger } = people());
});

describe('a report of who looked', () => {
  it('[S18] tells every hospital its own lines and no others', () => {
    const { bytes } = sealAccessReport([
      { sealKey: source.publicKey, lines: [line, { ...line, seq: 13 }] },
      { sealKey: stranger.publicKey, lines: [{ ...line, seq: 14 }] },
    ]);
    expect(openAccessReport(bytes, source)).toEqual([line, { ...line, seq: 13 }]);
    expect(openAccessReport(bytes, stranger)).toEqual([{ ...line, seq: 14 }]);
    expect(openAccessReport(bytes, asking)).toEqual([]);
  });

  it('[A7] a block that is no report is refused', () => {
    expect(() => openAccessReport(new Uint8Array([1, 2, 3]), source)).toThrow(expect.objectContaining(notDecryptable));
  });
});
