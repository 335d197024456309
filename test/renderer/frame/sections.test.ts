import { describe, expect, it } from 'vitest';
import type { ROLES } from '../../../preload/api/roles.ts';
import { mayCall } from '../../../renderer/api/roles.ts';
import { SECTION_SHORTCUTS, SECTIONS } from '../../../renderer/features/frame/sections.ts';

describe('the sections', () => {
  it('are for each role those it may use', () => {
    const shown = (role: (typeof ROLES)[number]) =>
      SECTIONS.filter((section) => mayCall(role, section.needs)).map((section) => section.name);
    expect(shown('clerk')).toEqual(['desk', 'patients', 'requests', 'import', 'sync']);
    expect(shown('clinician')).toEqual(shown('clerk'));
    expect(shown('privacyOfficer')).toEqual(['desk', 'sync', 'audit']);
    expect(shown('administrator')).toEqual(['desk', 'sync', 'audit']);
  });

  it('have a shortcut each', () => {
    expect(SECTION_SHORTCUTS.length).toBeGreaterThanOrEqual(SECTIONS.length);
  });

  it('hold every screen once', () => {
    const held = SECTIONS.flatMap((section) => section.holds);
    expect(new Set(held).size).toBe(held.length);
    expect(held).toHaveLength(11);
  });
});
