export type SqlValue = string | number | bigint | null | Uint8Array;

/** A statement, or a part of one, with its parameters. Only the `sql` tag makes it: text never comes from a value. */
export class Sql {
  readonly text: string;
  readonly values: readonly SqlValue[];

  constructor(text: string, values: readonly SqlValue[]) {
    this.text = text;
    this.values = values;
  }
}

/**
 * `` sql`SELECT ${COLUMNS} FROM users WHERE id = ${id}` ``: a value becomes a bound parameter, another `sql` is put in
 * as it is.
 */
export function sql(strings: TemplateStringsArray, ...parts: (SqlValue | Sql)[]): Sql {
  let text = strings[0] ?? '';
  const values: SqlValue[] = [];
  for (const [index, part] of parts.entries()) {
    if (part instanceof Sql) values.push(...part.values);
    else values.push(part);
    text += (part instanceof Sql ? part.text : '?') + (strings[index + 1] ?? '');
  }
  return new Sql(text, values);
}
