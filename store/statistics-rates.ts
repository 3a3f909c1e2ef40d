/**
 * Rates with their published denominators (practice: each measure says by what it is divided). Made of the counts of an
 * issue as a whole, and of the tiers together where a measure is a tier's.
 */

/** How often each measure was counted; one that is missing was counted never. */
export type Counts = Readonly<Record<string, number>>;

interface Rate {
  readonly of: readonly string[];
  /** Taken off again. */
  readonly less?: readonly string[];
  readonly per: readonly string[];
}

const OPENED = ['opened', 'reopened'];
const SOLVED = ['closed-confirmed', 'closed-unconfirmed', 'closed-unreachable'];
const CLOSED = [...SOLVED, 'closed-force-closed'];

export const RATES = {
  /** Not declined or voided, of all reports; one that is reopened counts once more. */
  'valid-reports': { of: OPENED, less: ['closed-declined', 'closed-voided'], per: OPENED },
  /** Looked at in time, of all that were to be verified. */
  'verified-in-time': { of: ['looked-in-time'], per: ['to-verify'] },
  'dispatched-right-first-time': { of: ['dispatched'], less: ['returned'], per: ['dispatched'] },
  /** Apart from the time to handle, which runs from the dispatch. */
  'signed-in-in-time': { of: ['signed-in-in-time'], per: ['dispatched'] },
  'party-handled-in-time': {
    of: ['party-handled-in-time'],
    per: ['party-handled-in-time', 'party-handled-late', 'party-not-handled'],
  },
  'part-in-time': { of: ['part-in-time'], per: ['summoned'] },
  'acknowledged-in-time': { of: ['acknowledged-in-time'], per: ['reached'] },
  /** Of all that were handled or climbed because they were not. */
  'handled-in-time': { of: ['handled-in-time'], per: ['handled-in-time', 'handled-late', 'climbed-not-handled'] },
  closed: { of: CLOSED, per: OPENED },
  /** Over all tiers; what was declined, withdrawn or voided was never due to close. */
  'closed-in-time': { of: ['total-in-time'], per: ['total-in-time', 'total-late'] },
  'closed-late': { of: ['total-late'], per: ['total-in-time', 'total-late'] },
  'checked-in-time': { of: ['looked-at-in-time'], per: ['to-check'] },
  unchecked: { of: ['unchecked'], per: ['to-check'] },
  rework: { of: ['rework'], per: ['handled'] },
  /** The resident agreed, of all whose word was asked for; never without the two that follow beside it. */
  satisfied: { of: ['closed-confirmed'], per: [...SOLVED, 'disputed'] },
  'not-reached': { of: ['closed-unreachable'], per: [...SOLVED, 'disputed'] },
  'not-answered': { of: ['closed-unconfirmed'], per: [...SOLVED, 'disputed'] },
  'answered-in-time': { of: ['answered-in-time'], per: ['supervised'] },
} as const satisfies Readonly<Record<string, Rate>>;
export type RateName = keyof typeof RATES;

/** From 0 to 1; null, to be shown as "n/a", where the denominator is zero. */
export function rateOf(counts: Counts, name: RateName): number | null {
  const { of, less = [], per }: Rate = RATES[name];
  const sum = (measures: readonly string[]): number =>
    measures.reduce((total, measure) => total + (counts[measure] ?? 0), 0);
  const whole = sum(per);
  return whole === 0 ? null : (sum(of) - sum(less)) / whole;
}
