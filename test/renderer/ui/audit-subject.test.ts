import { describe, expect, it } from 'vitest';
import { readSubject } from '../../../renderer/ui/audit-subject.ts';

describe('what an audit line is about', () => {
  it('is told apart where the audit holds numbers', () => {
    const subject = 'report · final.json · 638 / 2 / 0';
    expect(readSubject({ action: 'imported', subject })).toEqual({
      kind: 'import',
      fileName: 'report · final.json',
      counts: { stored: 638, alreadyThere: 2, rejected: 0 },
    });
    const at = '2026-11-25T17:51:44.956Z';
    expect(readSubject({ action: 'signInFailed', subject: at })).toEqual({ kind: 'moment', atMs: Date.parse(at) });
  });

  it('is otherwise shown as it stands, also where it is not what was expected', () => {
    for (const line of [
      { action: 'recordAdded', subject: 'Penicillin' },
      { action: 'imported', subject: 'bundle.json' },
      { action: 'signInFailed', subject: 'yesterday' },
    ] as const)
      expect(readSubject(line)).toEqual({ kind: 'text', text: line.subject });
  });
});
