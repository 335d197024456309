import type { RecordLine } from '../../../preload/api/records.ts';

/** Every word of the filter occurs in the title, the detail or the code. */
export function matchesFilter(line: Pick<RecordLine, 'title' | 'detail' | 'code'>, filter: string): boolean {
  const text = `${line.title} ${line.detail} ${line.code ?? ''}`.toLocaleLowerCase();
  return filter
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
