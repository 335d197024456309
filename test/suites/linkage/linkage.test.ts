import { beforeAll, describe, expect, it } from 'vitest';
import { anvilMissing } from '../../fixtures/anvil.ts';
import { type ConsortiumOptions, type Lived, liveThrough } from './consortium.ts';
import { refsAlike, stuckOrder, tagsWithPrefix } from './plants.ts';
import { type PersonSurvey, type RecordSurvey, surveyPersons, surveyRecords } from './survey.ts';
import { printTable } from './table.ts';

/** an area of 0.5 and the precision of any guess, and five points above each. */
const AREA = 0.55;
const POINTS = 0.05;

const HOUR = 60;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
/** `npm run linkage` measures all four; a day and a week say what has to stay true. */
const RHYTHMS = process.env.LINKAGE === 'all' ? [0, HOUR, DAY, WEEK] : [DAY, WEEK];

interface Measured extends Lived {
  readonly records: RecordSurvey;
  readonly persons: PersonSurvey;
}

async function measure(options: ConsortiumOptions): Promise<Measured> {
  const lived = await liveThrough(options);
  const { view, truth } = lived;
  return { ...lived, records: surveyRecords(view, truth), persons: surveyPersons(view, truth) };
}

describe.skipIf(anvilMissing)('[R-36] who sees the whole chain of 200 persons at three hospitals', () => {
  const measured = new Map<number, Measured>();
  const at = (rhythm: number) => measured.get(rhythm) as Measured;

  beforeAll(async () => {
    for (const rhythmMinutes of RHYTHMS) {
      measured.set(rhythmMinutes, await measure({ seed: 'one', persons: 200, rhythmMinutes }));
    }
    printTable(measured);
  }, 600_000);

  it('sees everything that was published, and it is enough to learn from', () => {
    const { view, truth, records, persons } = at(WEEK);
    const added = view.events.filter(({ kind }) => kind === 'RecordAdded');
    expect(added).toHaveLength(truth.personOfPointer.size);
    expect(truth.personOfRef.size).toBe(600);
    expect(records.together.pairs).toBeGreaterThan(5000);
    expect(persons.identifiers.pairs).toBe(3000);
  });

  it.each(RHYTHMS)('[CON2] cannot tell by tags and pointers which records belong together (%i min)', (rhythm) => {
    const { identifiers } = at(rhythm).records;
    expect(identifiers.learned).toBeLessThanOrEqual(AREA);
    expect(identifiers.bestAlone.auc).toBeLessThanOrEqual(AREA);
  });

  it.each(
    RHYTHMS.filter((rhythm) => rhythm > 0),
  )('[SYN8] nor by their order among those published together (%i min)', (rhythm) => {
    const { together } = at(rhythm).records;
    expect(together.learned).toBeLessThanOrEqual(AREA);
    expect(together.bestAlone.auc).toBeLessThanOrEqual(AREA);
  });

  it.each(
    RHYTHMS,
  )('[KEY4] cannot tell by refs, keyrings and their order whose two pseudonyms are (%i min)', (rhythm) => {
    const { identifiers } = at(rhythm).persons;
    expect(identifiers.learned).toBeLessThanOrEqual(AREA);
    expect(identifiers.bestAlone.auc).toBeLessThanOrEqual(AREA);
  });

  it('[KEY4] nor among those published in one round', () => {
    const { together } = at(WEEK).persons;
    expect(together.pairs).toBeGreaterThan(900);
    expect(together.learned).toBeLessThanOrEqual(AREA);
  });

  it('with everything there is guesses records no better than chance and five points, once a week', () => {
    const { right, chance } = at(WEEK).records.guessed;
    expect(right).toBeLessThanOrEqual(chance + POINTS);
  });

  it('nor persons, whatever they consent to in one sitting', () => {
    const { right, chance } = at(WEEK).persons.guessed;
    expect(right).toBeLessThanOrEqual(chance + POINTS);
  });

  it('costs next to no consent: few that waited come too late for their number', () => {
    const { given, refused } = at(WEEK).consents;
    expect(given).toBeGreaterThan(300);
    expect(refused / given).toBeLessThan(0.02);
  });

  // What docs/threat-model.md says is not reached. Where one of these fails, the page has become too modest.
  it('still learns from time: a day is too short, and even once a week two of one person are likelier to be close', () => {
    for (const { guessed } of [at(DAY).records, at(DAY).persons]) {
      expect(guessed.right).toBeGreaterThan(guessed.chance + POINTS);
    }
    const { records, persons } = at(WEEK);
    expect(records.everything.learned).toBeGreaterThan(AREA);
    expect(persons.sender.learned).toBeGreaterThan(AREA);
  });

  describe('the same linker notices', () => {
    it('tags of one patient that share their first byte', () => {
      const { view, truth } = at(WEEK);
      const { identifiers, together } = surveyRecords(tagsWithPrefix(view, truth), truth);
      expect(identifiers.learned).toBeGreaterThan(AREA);
      expect(together.learned).toBeGreaterThan(AREA);
    });

    it('pseudonyms of one person that share their first two bytes', () => {
      const planted = refsAlike(at(WEEK).view, at(WEEK).truth);
      expect(surveyPersons(planted.view, planted.truth).identifiers.learned).toBeGreaterThan(AREA);
    });

    it('batches that leave in the order in which they were saved', async () => {
      const options = { seed: 'one', persons: 60, rhythmMinutes: WEEK };
      const { records } = await measure({ ...options, randomness: stuckOrder });
      expect(records.identifiers.learned).toBeLessThanOrEqual(AREA);
      expect(records.together.learned).toBeGreaterThan(AREA);
    });
  });
});
