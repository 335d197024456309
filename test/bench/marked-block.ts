/** A part of a page that a program writes, between two comments no reader sees. */
function marksOf(name: string): { readonly start: string; readonly end: string } {
  return { start: `<!-- ${name}:start -->`, end: `<!-- ${name}:end -->` };
}

/**
 * What stands between the marks, without the line breaks next to them.
 * @throws Error that names the marks if the page does not have them
 */
export function markedBlock(page: string, name: string): string {
  return split(page, name).block.replace(/^\n|\n$/g, '');
}

/**
 * Replaces what stands between the marks and leaves the rest of the page alone.
 * @throws Error that names the marks if the page does not have them
 */
export function withMarkedBlock(page: string, name: string, block: string): string {
  const { start, end } = marksOf(name);
  const { before, after } = split(page, name);
  return `${before}${start}\n${block}\n${end}${after}`;
}

function split(page: string, name: string): { before: string; block: string; after: string } {
  const { start, end } = marksOf(name);
  const [before, rest] = page.split(start);
  const [block, after] = rest?.split(end) ?? [];
  if (before === undefined || block === undefined || after === undefined) {
    throw new Error(`the page has no ${start} … ${end}`);
  }
  return { before, block, after };
}
