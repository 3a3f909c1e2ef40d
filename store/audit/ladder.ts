/** Tiers by number, as an audit counts them. */

/** The tier with this key in another ladder, else the one with the same number, or its top. */
export function numberOf(tiers: readonly { readonly key: string }[], key: string | undefined, number: number): number {
  const found = tiers.findIndex((tier) => tier.key === key) + 1;
  return found > 0 ? found : Math.min(number, tiers.length);
}
