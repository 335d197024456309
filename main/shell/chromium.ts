import { app } from 'electron';

/** Chromium features that write to disk, report, or call out by themselves. None of them has a use here. */
const SWITCHES = [
  'disable-background-networking',
  'disable-breakpad',
  'disable-component-update',
  'disable-crash-reporter',
  'disable-domain-reliability',
  'disable-gpu-shader-disk-cache',
  'disable-http-cache',
  'no-pings',
];

/** Keeps Chromium quiet and off the disk. To be called before Electron is ready. */
export function quietChromium(): void {
  for (const name of SWITCHES) app.commandLine.appendSwitch(name);
}
