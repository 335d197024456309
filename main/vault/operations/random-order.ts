import type { Random } from '../crypto/sodium.ts';

const RANGE = 2 ** 32;

/** A copy in random order, every order as likely as any other (Fisher–Yates). */
export function inRandomOrder<T>(items: readonly T[], random: Random): T[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const drawn = randomBelow(last + 1, random);
    // Safe: both places are inside the list.
    const [one, other] = [order[last] as T, order[drawn] as T];
    order[last] = other;
    order[drawn] = one;
  }
  return order;
}

/**
 * Random across owners, while what has one owner stays in order: an epoch follows the one before it, a version the one
 * it amends. To whoever cannot tell the owners apart every order is as likely as any other.
 */
export function mixedAcrossOwners<T>(items: readonly T[], ownerOf: (item: T) => string, random: Random): T[] {
  const lastFirst = new Map<string, T[]>();
  for (const item of items.toReversed()) {
    const owner = ownerOf(item);
    const own = lastFirst.get(owner);
    if (own) own.push(item);
    else lastFirst.set(owner, [item]);
  }
  const places = inRandomOrder(items.map(ownerOf), random);
  return places.flatMap((owner) => lastFirst.get(owner)?.splice(-1) ?? []);
}

/** From 0, below `limit`. What would make some numbers likelier than others is drawn again. */
function randomBelow(limit: number, random: Random): number {
  const fair = RANGE - (RANGE % limit);
  for (;;) {
    const [a = 0, b = 0, c = 0, d = 0] = random(4);
    const drawn = a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d;
    if (drawn < fair) return drawn % limit;
  }
}
