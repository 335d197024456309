import { describe, expect, it } from 'vitest';
import { type LaunchConditions, readLaunchArguments } from '../../../main/shell/launch-arguments.ts';

const packaged: LaunchConditions = { isPackaged: true, isRoot: false, isDevelopment: false };
const unpackaged: LaunchConditions = { isPackaged: false, isRoot: false, isDevelopment: false };
const development: LaunchConditions = { isPackaged: false, isRoot: true, isDevelopment: true };

/** Attack 9 of the threat model: a signed binary started as a tool. */
const HOSTILE = [
  '--remote-debugging-port=9222',
  '--remote-debugging-pipe',
  '-remote-debugging-port=9222',
  '--inspect',
  '--inspect-brk=0.0.0.0:9229',
  '--no-sandbox',
  '--load-extension=/tmp/x',
  '--js-flags=--expose-gc',
  '--disable-web-security',
  '--host-rules=MAP * 127.0.0.1',
  '--proxy-server=127.0.0.1:8080',
  '--log-net-log=/tmp/net.json',
  '--require=/tmp/x.js',
  '--password-store=basic',
  '--user-data-dir=/tmp/x',
  '/tmp/another-application',
];

describe('readLaunchArguments', () => {
  it('reads the profile and the demo network', () => {
    expect(readLaunchArguments(['--profile=/p', '--demo=/d'], packaged)).toEqual({ profile: '/p', demo: '/d' });
    expect(readLaunchArguments([], packaged)).toEqual({ profile: null, demo: null });
    expect(readLaunchArguments(['/application', '--profile=/p'], unpackaged)).toEqual({ profile: '/p', demo: null });
  });

  it.each(HOSTILE)('[R-27] refuses %s in a packaged build', (argument) => {
    expect(() => readLaunchArguments(['--profile=/p', argument], packaged)).toThrow('does not start with the argument');
  });

  it.each(HOSTILE)('[R-27] refuses %s in a build that is not packaged, too', (argument) => {
    expect(() => readLaunchArguments(['/application', argument], unpackaged)).toThrow(
      'does not start with the argument',
    );
  });

  it('never repeats the value of an argument, which may be a secret', () => {
    expect(() => readLaunchArguments(['--token=hunter2'], packaged)).toThrow(/^(?!.*hunter2)/);
  });

  it('lets root run a build that is not packaged without the sandbox, which Chromium demands', () => {
    const args = ['--no-sandbox', '/application', '--profile=/p'];
    expect(readLaunchArguments(args, { ...unpackaged, isRoot: true })).toEqual({ profile: '/p', demo: null });
    expect(() => readLaunchArguments(['--no-sandbox'], { ...packaged, isRoot: true })).toThrow();
  });

  it('lets test drivers in only when development is asked for', () => {
    const args = ['--no-sandbox', '--inspect=0', '--remote-debugging-port=0', '/application', '--profile=/p'];
    expect(readLaunchArguments(args, development)).toEqual({ profile: '/p', demo: null });
    expect(() => readLaunchArguments(args, { ...development, isDevelopment: false })).toThrow('--inspect');
  });
});
