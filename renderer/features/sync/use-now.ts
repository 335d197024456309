import { useEffect, useState } from 'react';

const SECOND_MS = 1000;

/** The present moment, new every second while the component is on screen. */
export function useNow(): number {
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    const timer = window.setInterval(() => setNowMs(Date.now()), SECOND_MS);
    return () => window.clearInterval(timer);
  }, []);
  return nowMs;
}
