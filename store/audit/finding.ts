/** What a check of a guarantee says. Findings of several batches of issues can be put together. */

export const GUARANTEES = ['G1', 'G2', 'G3', 'G4', 'G5', 'G6', 'G7', 'G11'] as const;
export type Guarantee = (typeof GUARANTEES)[number];

export interface Violation {
  readonly issue: string;
  readonly seq?: number;
  readonly what: string;
}

export interface Finding {
  readonly guarantee: Guarantee;
  readonly ok: boolean;
  /** How many things were looked at; 0 proves nothing. */
  readonly checked: number;
  readonly violations: readonly Violation[];
  /** What could not be judged, and how often. */
  readonly remarks: readonly string[];
}

export const finding = (
  guarantee: Guarantee,
  checked: number,
  violations: readonly Violation[],
  remarks: readonly string[] = [],
): Finding => ({ guarantee, ok: violations.length === 0, checked, violations, remarks });

/** Collects what one check finds over many issues. */
export class Findings {
  private checked = 0;
  private readonly violations: Violation[] = [];
  private readonly remarks = new Map<string, number>();

  constructor(private readonly guarantee: Guarantee) {}

  /** Counts one thing looked at, and says what is wrong with it unless it holds. */
  check(holds: boolean, issue: string, seq: number | undefined, what: string | (() => string)): void {
    this.checked += 1;
    if (holds) return;
    const said = typeof what === 'string' ? what : what();
    this.violations.push(seq === undefined ? { issue, what: said } : { issue, seq, what: said });
  }

  remark(text: string): void {
    this.remarks.set(text, (this.remarks.get(text) ?? 0) + 1);
  }

  result(): Finding {
    const remarks = [...this.remarks].map(([text, count]) => (count === 1 ? text : `${text} (${count} times)`));
    return finding(this.guarantee, this.checked, this.violations, remarks);
  }
}
