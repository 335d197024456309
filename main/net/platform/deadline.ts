/** Time is up. Whoever sets the deadline turns it into an `AppError` that says what was being waited for. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
}

/**
 * Runs `work` with a signal that fires after `ms`, or earlier when `parent` does. The timer never outlives the work.
 * Node's `AbortSignal.any` with `AbortSignal.timeout` is not used: signals held by nothing else may be collected
 * before they fire, and then a read never settles.
 */
export async function withDeadline<T>(
  ms: number,
  parent: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const follow = () => controller.abort(parent?.reason);
  const timer = setTimeout(() => controller.abort(new DeadlineError(`not done within ${ms} ms`)), ms);
  if (parent?.aborted) follow();
  else parent?.addEventListener('abort', follow);
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
    parent?.removeEventListener('abort', follow);
  }
}
