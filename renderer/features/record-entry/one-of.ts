/** The member of a fixed list that a select element holds, or undefined for anything else. */
export function oneOf<T extends string>(list: readonly T[], value: string): T | undefined {
  return list.find((one) => one === value);
}
