/** Why nothing is asked any more: who settled it, or how the matter stands now. */
import type { IssueState, RefusalCode } from '../../../domain';
import type { Naming } from './naming';
import type { View } from './view';
import type { ActWords } from './words';

type Settled = View & { readonly kind: 'settled' };

export function settledText({ state, question, link, code }: Settled, naming: Naming, words: ActWords): string {
  const { settled } = words;
  if (state.quarantine !== undefined) return settled.quarantined;
  if (state.closure !== null && question !== 'approval')
    return settled.closed(naming.words.outcome[state.closure.outcome]);
  return (
    (question === 'approval' ? approvalText(state, link.about, naming, words) : undefined) ??
    (code === undefined ? undefined : codeText(code, words)) ??
    (question === 'acknowledgement' && state.assignee !== null
      ? settled.taken(naming.person(state.assignee))
      : settled.other(naming.words.stage[state.stage]))
  );
}

/** Undefined while it still waits, for others than whoever asks. */
function approvalText(state: IssueState, id: string, naming: Naming, { settled }: ActWords): string | undefined {
  const found = state.approvals.find((approval) => approval.id === id);
  if (found === undefined || found.status === 'pending') return undefined;
  return settled.approval[found.status](found.decidedBy === undefined ? null : naming.person(found.decidedBy));
}

const codeText = (code: RefusalCode, { settled }: ActWords): string | undefined => {
  const texts: Readonly<Partial<Record<RefusalCode, string>>> = {
    EVIDENCE_REQUIRED: settled.evidence,
    CALL_BACK_TOO_SOON: settled.tooSoon,
    APPROVAL_NOT_YOURS: settled.notYours,
    APPROVAL_BY_ASKER: settled.notYours,
    CHECK_BY_HANDLER: settled.notYours,
    CALL_BACK_BY_HANDLER: settled.notYours,
  };
  return texts[code];
};
