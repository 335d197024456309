import type { ReactNode } from 'react';
import { ErrorNotice, type ShownError } from './error-notice.tsx';
import { RowSkeletons } from './row-skeletons.tsx';

/** Shows an answer once it is there: its skeleton before, its error with a way to try again, then `children`. */
export function Answered<T>(props: {
  /** The part of a query's state that is shown. */
  query: { readonly data: T | undefined; readonly error: ShownError | null; readonly refetch: () => unknown };
  skeleton?: ReactNode;
  children: (answer: T) => ReactNode;
}) {
  const { query } = props;
  if (query.data !== undefined) return props.children(query.data);
  if (query.error) return <ErrorNotice error={query.error} onRetry={() => query.refetch()} />;
  return props.skeleton ?? <RowSkeletons />;
}
