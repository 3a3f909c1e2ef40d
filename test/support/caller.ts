/** Keeps what callers were promised: every receipt, to be held against the log in the end. */
import {
  newCommandId,
  type Commands,
  type CommandName,
  type Doorstep,
  type IssueId,
  type Payload,
  type Receipt,
  type ReportInput,
} from '../../clients/sdk';

export interface Promised {
  readonly issue: IssueId;
  readonly commandId: string;
  readonly seq: number;
}

export class Caller {
  readonly promised: Promised[] = [];

  constructor(private readonly doorstep: Doorstep) {}

  async report(input: ReportInput, key?: string): Promise<IssueId> {
    const { issue, seq } = await this.doorstep.report(input, key === undefined ? {} : { key });
    this.promised.push({ issue, commandId: 'open', seq });
    return issue;
  }

  async command<N extends CommandName>(
    name: N,
    issue: IssueId,
    payload: Payload<N>,
    commandId: string = newCommandId(),
  ): Promise<Receipt> {
    // Each method takes the payload of its own command; a name that is a parameter hides that from the compiler.
    const send = this.doorstep[name] as unknown as (
      issue: IssueId,
      payload: Payload<N>,
      more: { commandId: string },
    ) => ReturnType<Commands[N]>;
    const receipt = await send(issue, payload, { commandId });
    this.promised.push({ issue, commandId, seq: receipt.seq });
    return receipt;
  }
}
