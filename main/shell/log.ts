/**
 * Reports a bug on standard error: what kind of error and where, never its message, which may hold clinical content.
 * @param area the part of the shell that noticed.
 */
export function logBug(area: string, error: unknown): void {
  const name = error instanceof Error ? error.name : typeof error;
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
  process.stderr.write(`${[`${area}: ${name}`, ...frames.slice(0, 8)].join('\n')}\n`);
}
