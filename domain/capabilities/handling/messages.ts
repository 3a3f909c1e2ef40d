import type { PersonId } from '../../kernel/ids';
import type { Clock } from '../../kernel/clock';
import type { Evidence } from '../../kernel/state';

/** The handler says that the matter is solved, with a note and the evidence the procedure asks for. */
export interface Handle {
  readonly type: 'handle';
  readonly by: PersonId;
  readonly note: string;
  readonly evidence: readonly Evidence[];
}
export interface Handled {
  readonly type: 'handled';
  readonly by: PersonId;
  readonly note: string;
  readonly evidence: readonly Evidence[];
  readonly confirm: Clock;
}
export type HandlingCommand = Handle;
export type HandlingEvent = Handled;
