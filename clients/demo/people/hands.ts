/** How a person acts: through the SDK, with a command id that stays the same however often the call is repeated. */
import { ERROR_CODES } from '../../../contracts/error-codes';
import { EXIT } from '../../../contracts/error-codes/meaning';
import type { IssueState } from '../../../domain';
import { DoorstepError, type CommandName, type Commands, type Doorstep, type IssueId } from '../../sdk';
import type { Ledger } from './ledger';
import { persistently } from './persistence';

/** A try; longer ones are repeated. */
const TRY_MS = 15_000;

export class Hands {
  private count = 0;

  constructor(
    private readonly person: string,
    private readonly doorstep: Doorstep,
    private readonly ledger: Ledger,
    private readonly signal: AbortSignal,
  ) {}

  look(issue: IssueId): Promise<IssueState> {
    return this.persist(() => this.doorstep.get(issue));
  }

  /** True when it was done, false when the rules refused it. */
  async give<N extends CommandName>(name: N, issue: IssueId, payload: Parameters<Commands[N]>[1]): Promise<boolean> {
    const commandId = `demo.${this.person}.${issue}.${name}.${++this.count}`;
    const command = this.doorstep[name] as (id: IssueId, said: unknown, options: object) => ReturnType<Commands[N]>;
    try {
      const receipt = await this.persist(() => command(issue, payload, { commandId, timeoutMs: TRY_MS }));
      this.ledger.accepted.push({ issue, commandId, seq: receipt.seq });
      return true;
    } catch (error) {
      if (!(error instanceof DoorstepError) || ERROR_CODES[error.code].exit !== EXIT.refused) throw error;
      this.ledger.refused.push({ person: this.person, issue, command: name, code: error.code });
      return false;
    }
  }

  /** As a supervisor does in the Temporal web UI: what comes of it is seen in the timeline only. */
  async signalDecision(issue: IssueId, yes: boolean, payload: Parameters<Doorstep['signalApprove']>[1]): Promise<void> {
    this.ledger.signals.push(issue);
    await this.persist(() =>
      yes ? this.doorstep.signalApprove(issue, payload) : this.doorstep.signalReject(issue, payload),
    );
  }

  async read(notice: string): Promise<void> {
    await this.persist(() => this.doorstep.receipt(notice, 'read'));
  }

  private persist<T>(call: () => Promise<T>): Promise<T> {
    return persistently(this.signal, this.ledger.repeat, call);
  }
}
