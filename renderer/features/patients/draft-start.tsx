import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { DraftId } from '../../../preload/api/ids.ts';
import { query } from '../../api/queries.ts';
import { Answered } from '../../ui/answered.tsx';
import { type PatientDraft, readDraft } from './patient-form.ts';

/**
 * Reads the draft a form was opened with and gives it to `children`; null without one. The draft the form makes
 * itself later changes the route, not this.
 */
export function DraftStart(props: {
  draftId: DraftId | undefined;
  children: (start: PatientDraft | null) => ReactNode;
}) {
  const [opened] = useState(props.draftId);
  return opened ? <StoredDraft draftId={opened}>{props.children}</StoredDraft> : props.children(null);
}

function StoredDraft(props: { draftId: DraftId; children: (start: PatientDraft) => ReactNode }) {
  // Never from the cache: the form has written newer text since.
  const draft = useQuery({ ...query('drafts.get', { draftId: props.draftId }), gcTime: 0 });
  return <Answered query={draft}>{({ text }) => props.children(readDraft(text))}</Answered>;
}
