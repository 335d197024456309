import { describe, expect, it } from 'vitest';
import { newUuid } from '../../../../main/vault/operations/new-id.ts';
import { PatientId } from '../../../../preload/api/ids.ts';
import { seededRandom } from '../../../fixtures/seeded-random.ts';

const random = seededRandom('ids');

describe('[SYN2] new ids', () => {
  it('are in the order they were made, within a millisecond and from one to the next', () => {
    const times = [5, 5, 5, 6, 6, 7].map((ms) => 1_778_572_800_000 + ms);
    const ids = times.flatMap((at) => Array.from({ length: 500 }, () => newUuid({ now: () => at, random })));
    expect(ids).toEqual([...ids].sort());
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('are what the contract takes for an id', () => {
    const id = newUuid({ now: Date.now, random });
    expect(PatientId.parse(id)).toBe(id);
  });

  it('tell two workstations apart that are asked in the same millisecond', () => {
    const now = () => 1_778_572_900_000;
    const elsewhere = newUuid({ now: () => 1, random });
    const here = newUuid({ now, random });
    newUuid({ now: () => 2, random });
    expect(newUuid({ now, random })).not.toBe(here);
    expect(elsewhere.slice(0, 13)).toBe('00000000-0001');
  });
});
