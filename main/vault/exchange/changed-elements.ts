import { isDeepStrictEqual } from 'node:util';

/**
 * The next version of a resource after a form was edited. `before` and `after` are the elements the form writes for
 * its old and its new values: where they are equal the resource keeps what it has, with all that the form cannot
 * show (further codings, extensions, references); where they differ the new one takes its place.
 */
export function withChanges<R extends object>(resource: R, before: Partial<R>, after: Partial<R>): R {
  const next: Partial<R> = { ...resource };
  for (const key of new Set([...keysOf(before), ...keysOf(after)])) {
    if (isDeepStrictEqual(before[key], after[key])) continue;
    if (after[key] === undefined) delete next[key];
    else next[key] = after[key];
  }
  // Safe: nothing but elements that the form itself writes was replaced or removed.
  return next as R;
}

function keysOf<R extends object>(elements: Partial<R>): (keyof R)[] {
  // Safe: the elements were built by us, with no other keys than those of the resource.
  return Object.keys(elements) as (keyof R)[];
}
