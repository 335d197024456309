import { beforeEach, describe, expect, it } from 'vitest';
import { createActivity, createIdleLock } from '../../../main/shell/idle-lock.ts';

/** A workstation whose clock and keyboard the test decides about. */
function aWorkstation() {
  let nowSeconds = 0;
  let lastSystemInput = 0;
  const heard: (number | null | 'locked')[] = [];
  const activity = createActivity(
    () => nowSeconds - lastSystemInput,
    () => nowSeconds * 1000,
  );
  const lock = createIdleLock({
    idleSeconds: activity.idleSeconds,
    onWarning: (secondsLeft) => heard.push(secondsLeft),
    onIdle: () => heard.push('locked'),
  });
  return {
    heard,
    lock,
    touchWindow: activity.seen,
    workElsewhere: () => {
      lastSystemInput = nowSeconds;
    },
    pass: (seconds: number) => {
      for (let second = 0; second < seconds; second += 1) {
        nowSeconds += 1;
        lock.tick();
      }
    },
  };
}

describe('[R-10] the idle lock', () => {
  let desk: ReturnType<typeof aWorkstation>;
  beforeEach(() => {
    desk = aWorkstation();
    desk.lock.start(5);
  });

  it('announces the last minute second by second and then locks once', () => {
    desk.pass(239);
    expect(desk.heard).toEqual([]);
    desk.pass(60);
    expect(desk.heard).toEqual(Array.from({ length: 60 }, (_, index) => 60 - index));
    desk.pass(100);
    expect(desk.heard.slice(60)).toEqual(['locked']);
  });

  it('takes the warning back when the person returns, and counts anew', () => {
    desk.pass(250);
    desk.touchWindow();
    desk.pass(1);
    expect(desk.heard.at(-1)).toBeNull();
    desk.pass(238);
    expect(desk.heard.at(-1)).toBeNull();
    desk.pass(61);
    expect(desk.heard.at(-1)).toBe('locked');
  });

  it('counts work in another program as presence', () => {
    for (let minute = 0; minute < 10; minute += 1) {
      desk.pass(60);
      desk.workElsewhere();
    }
    expect(desk.heard).toEqual([]);
  });

  it('watches nothing before it is started and after it is stopped', () => {
    desk.lock.stop();
    desk.pass(1000);
    expect(desk.heard).toEqual([]);
  });

  it('with a limit of one minute warns only once nobody is active', () => {
    desk.lock.start(1);
    desk.touchWindow();
    desk.lock.tick();
    expect(desk.heard).toEqual([]);
    desk.pass(60);
    expect(desk.heard).toEqual([...Array.from({ length: 59 }, (_, index) => 59 - index), 'locked']);
  });
});
