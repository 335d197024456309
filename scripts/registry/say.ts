/** Progress and errors: one sentence a line on stderr, so that stdout holds the result alone. */
export function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
