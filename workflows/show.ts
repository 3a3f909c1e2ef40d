/** What an operator sees of an issue in the Temporal web UI without any page of ours. Ids only, no resident's text. */
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { explain, nextWake, rulesName, type IssueState } from '../domain';
import { detailsOf } from './details';

const STAGE = defineSearchAttributeKey('IssueStage', SearchAttributeType.KEYWORD);
const TIER = defineSearchAttributeKey('IssueTier', SearchAttributeType.INT);
const UNIT = defineSearchAttributeKey('IssueUnit', SearchAttributeType.KEYWORD);
const PROCEDURE = defineSearchAttributeKey('IssueProcedure', SearchAttributeType.KEYWORD);
const DUE_AT = defineSearchAttributeKey('IssueDueAt', SearchAttributeType.DATETIME);

export class OperatorView {
  private stage: string | null = null;
  private tier = 0;
  private dueAtMs: number | undefined;
  private procedure: string | null = null;

  show(state: IssueState): void {
    setCurrentDetails(detailsOf(explain(state)));
    const dueAtMs = nextWake(state)?.atMs;
    const procedure = rulesName(state.rules);
    const changed = [
      ...(this.procedure === null ? [{ key: UNIT, value: state.report.unit }] : []),
      ...(procedure === this.procedure ? [] : [{ key: PROCEDURE, value: procedure }]),
      ...(state.stage === this.stage ? [] : [{ key: STAGE, value: state.stage }]),
      ...(state.tier === this.tier ? [] : [{ key: TIER, value: state.tier }]),
      ...(dueAtMs === this.dueAtMs ? [] : [{ key: DUE_AT, value: dueAtMs === undefined ? null : new Date(dueAtMs) }]),
    ];
    this.procedure = procedure;
    this.stage = state.stage;
    this.tier = state.tier;
    this.dueAtMs = dueAtMs;
    if (changed.length > 0) upsertSearchAttributes(changed);
  }
}
