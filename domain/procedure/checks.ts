/** What a procedure must keep to beyond its shape: each rule protects an issue from being dropped or a clock from being idle. */
import type { OpenDocument } from './documents/document';
import { entries, field, mentions, repeated, type Entry } from './documents/loose';
import type { Problem } from './documents/problems';
import { formatSpan, parseSpan } from './documents/span';
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
  const acknowledge = parseSpan(tier.item['acknowledge']);
  const handle = parseSpan(tier.item['handle']);
  if (acknowledge === undefined || handle === undefined) return [];
  const at = [...tier.path, 'handle'];
  if (handle < acknowledge) {
    return [document.problem(at, `is shorter than acknowledge (${formatSpan(handle)} < ${formatSpan(acknowledge)})`)];
  }
  const every = parseSpan(field(tier.item['repeat'], 'every'));
  const times = field(tier.item['repeat'], 'times');
  if (every === undefined || typeof times !== 'number') return [];
  const untilMs = acknowledge + every * times;
  if (!Number.isFinite(untilMs) || untilMs <= handle) return [];
  return [document.problem(at, `ends before the reminders do (${formatSpan(handle)} < ${formatSpan(untilMs)})`)];
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
  const limit = parseSpan(field(field(document.value, 'extension'), 'limit'));
  const handles = tiers.map((tier) => parseSpan(tier.item['handle']));
  if (limit === undefined || handles.length === 0 || handles.includes(undefined)) return [];
  const longest = Math.max(...handles.map((handle) => handle ?? 0));
  if (limit <= longest) return [];
  return [
    document.problem(
      ['extension', 'limit'],
      `is longer than any tier's handle (${formatSpan(limit)} > ${formatSpan(longest)})`,
    ),
  ];
}

function checkConfirmation(document: OpenDocument): readonly Problem[] {
  const confirmation = field(document.value, 'confirmation');
  const within = parseSpan(field(confirmation, 'within'));
  const every = parseSpan(field(field(confirmation, 'repeat'), 'every'));
  if (within === undefined || every === undefined || every <= within) return [];
  return [
    document.problem(
      ['confirmation', 'repeat', 'every'],
      `is longer than within (${formatSpan(every)} > ${formatSpan(within)})`,
    ),
  ];
}
