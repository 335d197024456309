import { app } from 'electron';
import { logBug } from './log.ts';

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

/**
 * What Chromium draws itself, such as the fields for a date and a time, has the day before the month and 24 hours, as
 * everything around it. Whoever starts the application with `--lang` decides otherwise.
 */
const LANGUAGE = 'en-GB';

/** Exit status after a bug that left the shell in an unknown state (`EX_SOFTWARE` of sysexits.h). */
const BROKEN = 70;

/** Keeps Chromium quiet and off the disk. To be called before Electron is ready. */
export function quietChromium(): void {
  for (const name of SWITCHES) app.commandLine.appendSwitch(name);
}

/** To be called before Electron is ready. */
export function writeDatesDayFirst(): void {
  if (!app.commandLine.hasSwitch('lang')) app.commandLine.appendSwitch('lang', LANGUAGE);
}

/** Reports what nobody caught without its message: Electron's own dialog would put it on the screen. */
export function reportUncaught(): void {
  process.on('unhandledRejection', (error) => logBug('shell', error));
  process.on('uncaughtException', endBroken);
}

/** For what leaves nothing to go on with. */
export function endBroken(error: unknown): void {
  logBug('shell', error);
  app.exit(BROKEN);
}
