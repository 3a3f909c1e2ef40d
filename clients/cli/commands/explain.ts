/** Why an issue stands where it stands, and what anybody may do about it. */
import { explain as explained } from '../../../domain';
import { issueId } from '../../sdk';
import { atArgument, type AtOptions } from '../arguments';
import type { Session } from '../session';
import { exampleOf } from '../show/example';
import { explanationText } from '../show/explanation';
import { table } from '../show/table';

export async function explain(session: Session, id: string, options: AtOptions): Promise<void> {
  const at = atArgument(options);
  const state = await (await session.doorstep()).get(issueId(id), at);
  const explanation = explained(state);
  const offers = explanation.offers.map((offer) => ({
    ...offer,
    type: exampleOf(offer.command, state.id, offer.whom[0] ?? '<person>'),
  }));
  session.answer({ ...explanation, offers }, () => {
    const { words } = session;
    const clock = session.clock();
    const spoken = explanationText(state, words, session.names(), clock);
    const head = [words.column.command, words.column.who, words.column.type];
    return [
      ...spoken.paragraphs,
      // Never cut: the last column is to be copied.
      ...(spoken.offers.length === 0 ? [] : [table(head, spoken.offers, null)]),
      words.explain.zone(clock.zone),
    ].join('\n');
  });
}
