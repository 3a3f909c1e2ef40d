import type { PersonId } from '../../kernel/ids';
import type { Evidence } from '../../kernel/state';

/** A word or a piece of evidence for the timeline; changes nothing. */
export interface Comment {
  readonly type: 'comment';
  readonly by: PersonId;
  readonly text: string;
  readonly evidence: readonly Evidence[];
}
export interface Commented {
  readonly type: 'commented';
  readonly by: PersonId;
  readonly text: string;
  readonly evidence: readonly Evidence[];
}
export type CommentingCommand = Comment;
export type CommentingEvent = Commented;
