/** The clocks of one rung or of one unit beside the ladder: in which order they ring, and that each can ring at all. */
import type { OpenDocument } from '../documents/document';
import { entries, field, type Entry } from '../documents/loose';
import { fieldName, type FieldPath, type Problem } from '../documents/problems';
import { formatTerm, roughly, type WrittenTerm } from '../documents/term';
import { compared, isLonger, pair, termIn } from './compared';
import { checkWarnings } from './warnings';

export const checkClocks = (document: OpenDocument): readonly Problem[] => [
  ...entries(document.value, 'tiers').flatMap((tier) => [
    ...checkOrder(document, tier, 'tier'),
    ...checkReminders(document, tier),
    ...checkWarnings(document, tier, 'warn', 'handle'),
    ...checkExpiry(document, tier),
  ]),
  ...entries(document.value, 'parties').flatMap((party) => [
    ...checkOrder(document, party, 'party'),
    ...checkReportIn(document, party),
  ]),
  ...checkSpread(document),
];

function checkOrder(document: OpenDocument, entry: Entry, what: string): readonly Problem[] {
  const [acknowledge, handle] = [termIn(entry.item, 'acknowledge'), termIn(entry.item, 'handle')];
  if (acknowledge === undefined || handle === undefined) return [];
  const at = [...entry.path, 'handle'];
  if (handle.time !== acknowledge.time) {
    const reason = `counts ${handle.time} time and acknowledge ${acknowledge.time} time; one ${what} is one kind of clock`;
    return [document.problem(at, `${reason} (2h and 1d are natural; 2wh and 1wd are working time)`)];
  }
  if (!isLonger(acknowledge, handle)) return [];
  return [document.problem(at, `is shorter than acknowledge (${compared(handle, '<', roughly(acknowledge))})`)];
}

function checkReminders(document: OpenDocument, { item, path }: Entry): readonly Problem[] {
  const terms = pair(termIn(item, 'acknowledge'), termIn(item, 'handle'));
  const every = termIn(item, 'repeat', 'every');
  const times = field(item['repeat'], 'times');
  if (terms === undefined || every === undefined || typeof times !== 'number') return [];
  const [acknowledge, handle] = terms;
  if (isLonger(acknowledge, handle) || every.time !== handle.time) return [];
  const until = roughly(acknowledge) + roughly(every) * times;
  if (!Number.isFinite(until) || until <= roughly(handle)) return [];
  return [document.problem([...path, 'handle'], `ends before the reminders do (${compared(handle, '<', until)})`)];
}

function checkExpiry(document: OpenDocument, { item, path }: Entry): readonly Problem[] {
  const at = [...path, 'acknowledgement-expires'];
  const expires = termIn(item, 'acknowledgement-expires');
  const [acknowledge, handle] = [termIn(item, 'acknowledge'), termIn(item, 'handle')];
  if (expires === undefined || handle === undefined) return [];
  if (expires.time !== handle.time) {
    return [document.problem(at, `counts ${expires.time} time, but handle counts ${handle.time} time`)];
  }
  if (isLonger(expires, handle)) {
    const reason = `is longer than handle (${compared(expires, '>', roughly(handle))})`;
    return [document.problem(at, `${reason}, so no acknowledgement would expire before the ladder climbs`)];
  }
  const terms = pair(acknowledge, expires);
  if (terms === undefined || !isLonger(...terms)) return [];
  const reason = `is shorter than acknowledge (${compared(expires, '<', roughly(terms[0]))})`;
  return [document.problem(at, `${reason}: who has it would be called again before the first reminder is due`)];
}

/** Minutes to report in stand beside days of work, so the kinds of time may differ. */
function checkReportIn(document: OpenDocument, { item, path }: Entry): readonly Problem[] {
  const terms = pair(termIn(item, 'report-in'), termIn(item, 'handle'));
  if (terms === undefined || !isLonger(...terms)) return [];
  const [reportIn, handle] = terms;
  const reason = `is longer than handle (${compared(reportIn, '>', roughly(handle))})`;
  return [document.problem([...path, 'report-in'], `${reason}: it would be done before anybody is there`)];
}

/** A clock may ring a little late, but not by a time that people notice. */
const LARGEST_SHARE = 10;

function checkSpread(document: OpenDocument): readonly Problem[] {
  const spread = termIn(document.value, 'spread');
  if (spread === undefined) return [];
  const clocks = [
    ...entries(document.value, 'tiers').map((tier) => [[...tier.path, 'acknowledge'], tier] as const),
    ...entries(document.value, 'parties').flatMap((party) =>
      ['acknowledge', 'report-in'].map((name) => [[...party.path, name], party] as const),
    ),
  ].flatMap(([at, { item }]): readonly (readonly [FieldPath, WrittenTerm])[] => {
    const term = termIn(item, String(at.at(-1)));
    return term === undefined ? [] : [[at, term]];
  });
  const short = clocks.find(([, term]) => roughly(spread) * LARGEST_SHARE > roughly(term));
  if (short === undefined) return [];
  const [at, term] = short;
  const reason = `is more than a tenth of ${fieldName(at)} (${formatTerm(term)})`;
  return [document.problem(['spread'], `${reason}; a clock that short can't ring late: write less, or leave it out`)];
}
