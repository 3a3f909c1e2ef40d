/** What the people of the demo remember: what they were answered, what they were told, what was refused. */
import type { Accepted } from '../../../store';

export interface RefusedCommand {
  readonly person: string;
  readonly issue: string;
  readonly command: string;
  readonly code: string;
}

export class Ledger {
  readonly accepted: Accepted[] = [];
  readonly refused: RefusedCommand[] = [];
  /** How often each notice arrived, over all people. */
  readonly received = new Map<string, number>();
  /** What no rule and no outage explains. */
  readonly faults: string[] = [];
  readonly signals: string[] = [];
  /** Calls that were sent again because no answer came. */
  repeats = 0;

  receive(notice: string): void {
    this.received.set(notice, (this.received.get(notice) ?? 0) + 1);
  }

  readonly repeat = (): void => {
    this.repeats += 1;
  };
}
