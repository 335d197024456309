import { useTranslation } from 'react-i18next';
import type { AuditLine } from '../../preload/api/audit.ts';
import { useFormat } from './format.ts';

type Line = Pick<AuditLine, 'action' | 'subject'>;

export type AuditSubject =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'moment'; readonly atMs: number }
  | {
      readonly kind: 'import';
      readonly fileName: string;
      readonly counts: { readonly stored: number; readonly alreadyThere: number; readonly rejected: number };
    };

const IMPORT = /^(.*) · (\d+) \/ (\d+) \/ (\d+)$/;

/** The audit is written without a language; this is what its numbers mean. */
export function readSubject({ action, subject }: Line): AuditSubject {
  const [, fileName, stored, alreadyThere, rejected] = (action === 'imported' && IMPORT.exec(subject)) || [];
  if (fileName !== undefined) {
    const counts = { stored: Number(stored), alreadyThere: Number(alreadyThere), rejected: Number(rejected) };
    return { kind: 'import', fileName, counts };
  }
  const atMs = action === 'signInFailed' ? Date.parse(subject) : Number.NaN;
  return Number.isNaN(atMs) ? { kind: 'text', text: subject } : { kind: 'moment', atMs };
}

/** What an audit line is about, in the language on screen. */
export function useAuditSubject(): (line: Line) => string {
  const { t } = useTranslation('ui');
  const { dateTime } = useFormat();
  return (line) => {
    const subject = readSubject(line);
    switch (subject.kind) {
      case 'text':
        return subject.text;
      case 'moment':
        return dateTime(subject.atMs);
      case 'import':
        return `${subject.fileName} · ${t('importCounts', subject.counts)}`;
    }
  };
}
