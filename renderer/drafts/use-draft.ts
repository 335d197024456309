import { useEffect, useMemo, useRef, useState } from 'react';
import type { DraftLine } from '../../preload/api/drafts.ts';
import type { DraftId, PatientId } from '../../preload/api/ids.ts';
import { call } from '../api/client.ts';
import { type DraftContent, DraftKeeper, type DraftStatus } from './draft-keeper.ts';

const openKeepers = new Set<DraftKeeper>();

/** Saves every draft on screen now: before locking, and when the window loses the focus. */
export async function flushDrafts(): Promise<void> {
  await Promise.all([...openKeepers].map((keeper) => keeper.flush()));
}

export interface Draft {
  readonly status: DraftStatus;
  readonly keep: (content: DraftContent) => void;
  /** Call before saving the form, and name the id it answers with in the call. */
  readonly finish: () => Promise<DraftId | null>;
  /** Call when saving the form was refused. */
  readonly resume: () => void;
  readonly discard: () => Promise<void>;
}

/** Keeps what is typed in a form as a draft of the signed-in person. `onId`: remember it in the route. */
export function useDraft(options: {
  kind: DraftLine['kind'];
  patientId: PatientId | null;
  draftId: DraftId | null;
  onId: (draftId: DraftId) => void;
}): Draft {
  const [status, setStatus] = useState<DraftStatus>({ kind: 'empty' });
  const latest = useRef(options);
  latest.current = options;

  // One keeper for as long as the form is on screen: it learns the draft's id by itself.
  const [keeper] = useState(() => {
    const { kind, patientId, draftId } = options;
    return new DraftKeeper(draftId, {
      save: (id, content) => call('drafts.save', { draftId: id, kind, patientId, ...content }),
      discard: (id) => call('drafts.discard', { draftId: id }),
      onStatus: setStatus,
      onId: (id) => latest.current.onId(id),
      after: (pauseMs, action) => {
        const timer = window.setTimeout(action, pauseMs);
        return () => window.clearTimeout(timer);
      },
    });
  });

  useEffect(() => {
    const flush = () => void keeper.flush();
    openKeepers.add(keeper);
    window.addEventListener('blur', flush);
    return () => {
      openKeepers.delete(keeper);
      window.removeEventListener('blur', flush);
      flush();
    };
  }, [keeper]);

  return useMemo(
    () => ({
      status,
      keep: (content) => keeper.keep(content),
      finish: () => keeper.finish(),
      resume: () => keeper.resume(),
      discard: () => keeper.discard(),
    }),
    [keeper, status],
  );
}
