/** What can be asked for. A further kind is one more entry. */
import { APPROVAL_KINDS, type ApprovalKind, type IssueState } from '../../kernel/state';
import { inStage } from '../../kernel/ladder';
import { extension } from './extension';
import { forceClose } from './force-close';
import type { ApprovalKindRules } from './kind';
import { returning } from './returning';
import { suspension } from './suspension';
import { voiding } from './voiding';

export const kinds: Readonly<Record<ApprovalKind, ApprovalKindRules>> = {
  extension,
  suspension,
  'force-close': forceClose,
  return: returning,
  void: voiding,
};

/** What somebody may ask for now, by the procedure and the stage. */
export const askable = (state: IssueState): readonly ApprovalKindRules[] =>
  APPROVAL_KINDS.map((kind) => kinds[kind]).filter(
    ({ stages, decision }) => inStage(state, ...stages) && decision(state.rules) !== undefined,
  );
