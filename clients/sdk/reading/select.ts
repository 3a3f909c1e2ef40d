/** All issues that fit, page by page. */
import type { IssueFilter } from '../../../store';
import type { IssueState } from '../../../domain';
import type { Reader } from './reader';

const PAGE = 200;

/**
 * By id and not by urgency: issues that move meanwhile, because of what is done with them, are neither met twice nor
 * passed over.
 */
export async function* select(
  reader: Pick<Reader, 'list'>,
  { limit = Infinity, ...filter }: Omit<IssueFilter, 'order'>,
): AsyncGenerator<IssueState, void, undefined> {
  let { after } = filter;
  for (let left = limit; left > 0;) {
    const asked = Math.min(PAGE, left);
    const page = await reader.list({
      ...filter,
      ...(after === undefined ? {} : { after }),
      order: 'id',
      limit: asked,
    });
    yield* page;
    left -= page.length;
    after = page.at(-1)?.id;
    if (page.length < asked) return;
  }
}
