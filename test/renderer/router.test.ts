import { describe, expect, it } from 'vitest';
import { PatientId } from '../../preload/api/ids.ts';
import { moved, START, type Way } from '../../renderer/router.tsx';
import type { Route } from '../../renderer/routes.ts';

const patientId = PatientId.parse('01930000-0000-7000-8000-000000000001');
const chart: Route = { name: 'chart', patientId, tab: 'summary' };
const at = (way: Way) => way.steps.at(-1);

describe('the router', () => {
  it('opens screens and comes back the same way', () => {
    const there = moved(moved(START, { kind: 'go', route: { name: 'patients' } }), { kind: 'go', route: chart });
    expect(at(there)?.route).toEqual(chart);
    const back = moved(there, { kind: 'back' });
    expect(at(back)?.route).toEqual({ name: 'patients' });
    expect(at(moved(back, { kind: 'back' }))?.route).toEqual({ name: 'desk' });
  });

  it('comes to the desk from anywhere in the end, and stays there', () => {
    const home = moved(moved(START, { kind: 'back' }), { kind: 'back' });
    expect(home.steps.map((step) => step.route)).toEqual([{ name: 'desk' }]);
  });

  it('replaces a screen without a step, and keeps what is on it', () => {
    const opened = moved(START, { kind: 'go', route: { name: 'register' } });
    const replaced = moved(opened, { kind: 'replace', route: chart });
    expect(at(replaced)).toEqual({ id: at(opened)?.id, route: chart });
    expect(replaced.steps).toHaveLength(2);
  });

  it('leaves a form for the chart it came from, as that was, or for the chart in its place', () => {
    const form: Route = { name: 'recordEntry', patientId };
    const fromChart = moved(moved(START, { kind: 'go', route: { ...chart, tab: 'results' } }), {
      kind: 'go',
      route: form,
    });
    const left = moved(fromChart, { kind: 'leaveTo', route: chart });
    expect(left.steps.map(({ route }) => route)).toEqual([{ name: 'desk' }, { ...chart, tab: 'results' }]);
    const fromDesk = moved(moved(START, { kind: 'go', route: form }), { kind: 'leaveTo', route: chart });
    expect(fromDesk.steps.map(({ route }) => route)).toEqual([{ name: 'desk' }, chart]);
  });

  it('starts a screen anew when it is opened again', () => {
    const once = moved(START, { kind: 'go', route: { name: 'register' } });
    const twice = moved(moved(once, { kind: 'back' }), { kind: 'go', route: { name: 'register' } });
    expect(at(twice)?.id).not.toBe(at(once)?.id);
  });

  it('forgets the oldest steps, not the newest', () => {
    let way = START;
    for (let count = 0; count < 80; count++) way = moved(way, { kind: 'go', route: { name: 'patients' } });
    way = moved(way, { kind: 'go', route: chart });
    expect(way.steps).toHaveLength(50);
    expect(at(way)?.route).toEqual(chart);
  });
});
