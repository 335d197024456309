/** The last seconds before the lock are announced, so that whoever is still there can say so. */
export const WARNING_SECONDS = 60;

export interface IdleLockParts {
  /** Seconds since anybody last used this workstation. */
  readonly idleSeconds: () => number;
  /** Seconds that are left, or null when the person came back. */
  readonly onWarning: (secondsLeft: number | null) => void;
  readonly onIdle: () => void;
}

/** Automatic logoff (45 CFR 164.312(a)(2)(iii)): a session nobody uses ends. */
export interface IdleLock {
  /** Watches from now on. @param minutes idle time after which the session ends. */
  start(minutes: number): void;
  stop(): void;
  /** Looks at the clock once; called every second. */
  tick(): void;
}

export function createIdleLock(parts: IdleLockParts): IdleLock {
  let limitSeconds: number | null = null;
  let isWarned = false;

  function stop(): void {
    limitSeconds = null;
    isWarned = false;
  }

  return {
    start: (minutes) => {
      limitSeconds = minutes * 60;
    },
    stop,
    tick: () => {
      if (limitSeconds === null) return;
      const left = Math.ceil(limitSeconds - parts.idleSeconds());
      if (left <= 0) {
        stop();
        parts.onIdle();
      } else if (left <= WARNING_SECONDS) {
        // With a limit of one minute the whole time is the last minute: only idle time is worth a warning.
        if (parts.idleSeconds() < 1) return;
        isWarned = true;
        parts.onWarning(left);
      } else if (isWarned) {
        isWarned = false;
        parts.onWarning(null);
      }
    },
  };
}

/** When this workstation was last used: in this window, or anywhere where the system can tell. */
export interface Activity {
  /** Somebody used the window just now. */
  seen(): void;
  idleSeconds(): number;
}

/** @param systemIdleSeconds idle time of the whole workstation. @param nowMs a clock in milliseconds. */
export function createActivity(systemIdleSeconds: () => number, nowMs: () => number): Activity {
  let seenAtMs = nowMs();
  return {
    seen: () => {
      seenAtMs = nowMs();
    },
    idleSeconds: () => Math.min(systemIdleSeconds(), (nowMs() - seenAtMs) / 1000),
  };
}
