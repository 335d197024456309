import { describe, expect, it } from 'vitest';
import { DraftId } from '../../../preload/api/ids.ts';
import { type DraftContent, DraftKeeper, type DraftStatus } from '../../../renderer/drafts/draft-keeper.ts';

const draftId = DraftId.parse('01930000-0000-7000-8000-000000000001');

/** A keeper with a clock that is moved by hand and a store that can be told to fail or to wait. */
function aKeeper(opened: DraftId | null = null) {
  const saves: { id: DraftId | null; text: string }[] = [];
  const discarded: DraftId[] = [];
  const statuses: DraftStatus[] = [];
  const ids: DraftId[] = [];
  const timers = new Set<() => void>();
  let begin = (): void => {};
  const hasBegun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const store = { isFull: false, gate: Promise.resolve() };
  const keeper = new DraftKeeper(opened, {
    save: async (id, { text }) => {
      begin();
      await store.gate;
      if (store.isFull) throw new Error('disk full');
      saves.push({ id, text });
      return { id: draftId, savedAt: saves.length };
    },
    discard: async (id) => discarded.push(id),
    onStatus: (status) => statuses.push(status),
    onId: (id) => ids.push(id),
    after: (_pauseMs, action) => {
      timers.add(action);
      return () => timers.delete(action);
    },
  });
  const pause = async () => {
    for (const action of [...timers]) {
      timers.delete(action);
      action();
    }
    await keeper.flush();
  };
  return { keeper, saves, discarded, statuses, ids, store, pause, hasBegun };
}

const typed = (text: string): DraftContent => ({ title: text, text });

describe('[S04] the draft keeper', () => {
  it('saves after a typing pause, once, with the newest text', async () => {
    const { keeper, saves, statuses, pause } = aKeeper();
    keeper.keep(typed('A'));
    keeper.keep(typed('Al'));
    keeper.keep(typed('Aly'));
    expect(saves).toEqual([]);
    await pause();
    expect(saves).toEqual([{ id: null, text: 'Aly' }]);
    expect(statuses.at(-1)).toEqual({ kind: 'saved', savedAt: 1 });
  });

  it('tells the id once and saves under it from then on', async () => {
    const { keeper, saves, ids, pause } = aKeeper();
    keeper.keep(typed('Aly'));
    await pause();
    keeper.keep(typed('Aly, M'));
    await pause();
    expect(ids).toEqual([draftId]);
    expect(saves.map((save) => save.id)).toEqual([null, draftId]);
  });

  it('goes on under the id it was opened with, without telling it again', async () => {
    const { keeper, saves, ids, pause } = aKeeper(draftId);
    keeper.keep(typed('Aly'));
    await pause();
    expect(saves[0]?.id).toBe(draftId);
    expect(ids).toEqual([]);
  });

  it('saves one at a time: what is typed during a save comes after it, under the new id', async () => {
    const { keeper, saves, store, hasBegun } = aKeeper();
    let open = (): void => {};
    store.gate = new Promise((resolve) => {
      open = resolve;
    });
    keeper.keep(typed('A'));
    const first = keeper.flush();
    await hasBegun;
    keeper.keep(typed('Al'));
    const second = keeper.flush();
    open();
    await Promise.all([first, second]);
    expect(saves).toEqual([
      { id: null, text: 'A' },
      { id: draftId, text: 'Al' },
    ]);
  });

  it('says that it failed, keeps the text, and saves it with the next try', async () => {
    const { keeper, saves, statuses, store, pause } = aKeeper();
    store.isFull = true;
    keeper.keep(typed('Aly'));
    await pause();
    expect(statuses.at(-1)).toMatchObject({ kind: 'failed' });
    store.isFull = false;
    await keeper.flush();
    expect(saves).toEqual([{ id: null, text: 'Aly' }]);
  });

  it('saves what waits when it finishes, then nothing more: a saved form must not come back as a draft', async () => {
    const { keeper, saves, pause } = aKeeper();
    keeper.keep(typed('Aly'));
    expect(await keeper.finish()).toBe(draftId);
    keeper.keep(typed('late'));
    await pause();
    expect(saves).toEqual([{ id: null, text: 'Aly' }]);
  });

  it('goes on when saving the form was refused', async () => {
    const { keeper, saves, pause } = aKeeper();
    keeper.keep(typed('Aly'));
    await keeper.finish();
    keeper.resume();
    keeper.keep(typed('Aly, Mohammed'));
    await pause();
    expect(saves.at(-1)).toEqual({ id: draftId, text: 'Aly, Mohammed' });
  });

  it('discards without saving what waits', async () => {
    const { keeper, saves, discarded, pause } = aKeeper(draftId);
    keeper.keep(typed('Aly'));
    await keeper.discard();
    await pause();
    expect(saves).toEqual([]);
    expect(discarded).toEqual([draftId]);
  });

  it('finishes without an id when nothing was typed', async () => {
    const { keeper, saves } = aKeeper();
    expect(await keeper.finish()).toBeNull();
    expect(saves).toEqual([]);
  });
});
