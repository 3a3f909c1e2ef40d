import type { PersonId } from '../../kernel/ids';
import { mayWork } from '../../kernel/ladder';
import type { IssueState } from '../../kernel/state';
import { verifiersOf } from '../verification/verifiers';

/** Who tells a supervising tier how things stand: the tier or party on duty; before one is, whoever looks at the report. */
export const answerers = (state: IssueState): readonly PersonId[] =>
  state.stage === 'verifying' ? verifiersOf(state) : mayWork(state);
