/** What a procedure must keep to beyond its shape: each rule protects an issue from being dropped or a clock from being idle. */
import type { OpenDocument } from './documents/document';
import { entries, field, mentions, repeated, type Entry } from './documents/loose';
import type { Problem } from './documents/problems';
import { formatRoughly, parseTerm, roughly, type WrittenTerm } from './documents/term';
import { depth, LEVELS, type Level } from './procedure';

/** Problems of one procedure by itself; works on documents that are wrong elsewhere too. */
export function checkProcedure(document: OpenDocument): readonly Problem[] {
  const tiers = entries(document.value, 'tiers');
  return [
    ...repeated(tiers.flatMap((tier) => mentions(tier, 'key'))).map(({ path, value }) =>
      document.problem(path, `tier key "${value}" is used twice; events could not tell the rungs apart`),
    ),
    ...tiers.flatMap((tier) => checkClocks(document, tier)),
    ...checkClimb(document, tiers),
    ...checkLastTier(document, tiers),
    ...checkExtension(document, tiers),
    ...checkConfirmation(document),
  ];
}

function checkClocks(document: OpenDocument, tier: Entry): readonly Problem[] {
  const acknowledge = parseTerm(tier.item['acknowledge']);
  const handle = parseTerm(tier.item['handle']);
  if (acknowledge === undefined || handle === undefined) return [];
  const at = [...tier.path, 'handle'];
  if (handle.time !== acknowledge.time) {
    const reason = `counts ${handle.time} time and acknowledge ${acknowledge.time} time; one tier is one kind of clock`;
    return [document.problem(at, `${reason} (2h and 1d are natural; 2wh and 1wd are working time)`)];
  }
  if (roughly(handle) < roughly(acknowledge))
    return [document.problem(at, `is shorter than acknowledge (${compared(handle, '<', roughly(acknowledge))})`)];
  const every = parseTerm(field(tier.item['repeat'], 'every'));
  const times = field(tier.item['repeat'], 'times');
  if (every === undefined || typeof times !== 'number' || every.time !== handle.time) return [];
  const until = roughly(acknowledge) + roughly(every) * times;
  if (!Number.isFinite(until) || until <= roughly(handle)) return [];
  return [document.problem(at, `ends before the reminders do (${compared(handle, '<', until)})`)];
}

/** A ladder that goes down again would call people who have less say than those who already failed. */
function checkClimb(document: OpenDocument, tiers: readonly Entry[]): readonly Problem[] {
  return tiers.flatMap((tier, index) => {
    const [from, to] = [levelOf(tiers[index - 1]), levelOf(tier)];
    if (from === undefined || to === undefined || depth(to) <= depth(from)) return [];
    return [document.problem([...tier.path, 'level'], `goes down from ${from} to ${to}; a ladder only climbs`)];
  });
}

const levelOf = (tier: Entry | undefined): Level | undefined => LEVELS.find((level) => level === tier?.item['level']);

function checkLastTier(document: OpenDocument, tiers: readonly Entry[]): readonly Problem[] {
  const last = tiers.at(-1);
  if (last === undefined) return [];
  const repeat = last.item['repeat'];
  if (repeat === undefined) {
    return [
      document.problem(
        [...last.path, 'repeat'],
        'is required: the last tier repeats without end, so that no issue is dropped',
      ),
    ];
  }
  if (field(repeat, 'times') === undefined) return [];
  return [
    document.problem([...last.path, 'repeat', 'times'], 'must be left out: the last tier repeats without end', 'key'),
  ];
}

/** Practice: an extension adds at most one term of the work, so it is never longer than the longest term of the ladder. */
function checkExtension(document: OpenDocument, tiers: readonly Entry[]): readonly Problem[] {
  const extension = field(document.value, 'extension');
  const limit = parseTerm(field(extension, 'limit'));
  const handles = tiers.map((tier) => parseTerm(tier.item['handle']));
  // Without extensions the limit limits nothing.
  if (field(extension, 'maximum') === 0 || limit === undefined || handles.length === 0) return [];
  const at = ['extension', 'limit'];
  const other = handles.findIndex((handle) => handle !== undefined && handle.time !== limit.time);
  if (other !== -1) {
    const reason = `counts ${limit.time} time, but tiers[${other}].handle, which it extends, does not`;
    return [document.problem(at, `${reason}; an extension is added to whichever tier handles`)];
  }
  if (handles.includes(undefined)) return [];
  const longest = Math.max(...handles.map((handle) => (handle === undefined ? 0 : roughly(handle))));
  if (roughly(limit) <= longest) return [];
  return [document.problem(at, `is longer than any tier's handle (${compared(limit, '>', longest)})`)];
}

function checkConfirmation(document: OpenDocument): readonly Problem[] {
  const confirmation = field(document.value, 'confirmation');
  const within = parseTerm(field(confirmation, 'within'));
  const every = parseTerm(field(field(confirmation, 'repeat'), 'every'));
  if (within === undefined || every === undefined || within.time !== every.time) return [];
  if (roughly(every) <= roughly(within)) return [];
  return [
    document.problem(
      ['confirmation', 'repeat', 'every'],
      `is longer than within (${compared(every, '>', roughly(within))})`,
    ),
  ];
}

/** `1h < 2h`; a working day is taken for eight hours, since only the place knows its calendar. */
const compared = (term: WrittenTerm, how: '<' | '>', ms: number): string =>
  `${formatRoughly(term.time, roughly(term))} ${how} ${formatRoughly(term.time, ms)}`;
