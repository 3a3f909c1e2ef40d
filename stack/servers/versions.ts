/** The oldest servers Doorstep works with. */
export const OLDEST = { postgres: '15', nats: '2.12.0', temporal: '1.30.4' } as const;

/** Compares dotted numbers; what follows a hyphen (a pre-release) is left out. */
export function isAtLeast(version: string, oldest: string): boolean {
  const [have, need] = [numbers(version), numbers(oldest)];
  for (let at = 0; at < Math.max(have.length, need.length); at += 1) {
    const difference = (have[at] ?? 0) - (need[at] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

function numbers(version: string): number[] {
  return (version.replace(/^v/, '').split(/[-+ ]/)[0] ?? '').split('.').map((part) => Number.parseInt(part, 10) || 0);
}
