/** The ladder as a whole: it only climbs, every rung of it can be reached, and its last one drops nothing. */
import type { OpenDocument } from '../documents/document';
import { entries, field, mentions, repeated, type Entry } from '../documents/loose';
import { unknown } from '../documents/nearest';
import type { FieldPath, Problem } from '../documents/problems';
import { roughly } from '../documents/term';
import { depth, LEVELS, type Level } from '../procedure';
import { compared, isLonger, keyOf, pair, termIn } from './compared';

export function checkLadder(document: OpenDocument): readonly Problem[] {
  const tiers = entries(document.value, 'tiers');
  const jumps = checkJumps(document, tiers);
  return [
    ...repeated(tiers.flatMap((tier) => mentions(tier, 'key'))).map(({ path, value }) =>
      document.problem(path, `tier key "${value}" is used twice; events could not tell the rungs apart`),
    ),
    ...checkClimb(document, tiers),
    ...checkLastTier(document, tiers),
    ...jumps,
    ...(jumps.length > 0 ? [] : checkReach(document, tiers)),
    ...checkTotal(document, tiers),
  ];
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
  const then: Problem[] =
    last.item['then'] === undefined
      ? []
      : [document.problem([...last.path, 'then'], 'must be left out: nothing follows the last tier', 'key')];
  then.push(
    ...(last.item['not-told'] === 'climb'
      ? [document.problem([...last.path, 'not-told'], 'must be alarm, or left out: nobody is above the last tier')]
      : []),
  );
  const repeat = last.item['repeat'];
  if (repeat === undefined) {
    return [
      ...then,
      document.problem(
        [...last.path, 'repeat'],
        'is required: the last tier repeats without end, so that no issue is dropped',
      ),
    ];
  }
  if (field(repeat, 'times') === undefined) return then;
  return [
    ...then,
    document.problem([...last.path, 'repeat', 'times'], 'must be left out: the last tier repeats without end', 'key'),
  ];
}

/** Keys of tiers that other clauses name: `then` and `total.to` lead up, `again.from` leads down. */
function checkJumps(document: OpenDocument, tiers: readonly Entry[]): readonly Problem[] {
  const keys = tiers.flatMap((tier) => keyOf(tier) ?? []);
  const named = (path: FieldPath, key: unknown, among: readonly string[], else_: string): readonly Problem[] => {
    if (typeof key !== 'string' || among.includes(key)) return [];
    return [document.problem(path, keys.includes(key) ? `${else_}: ${listed(among)}` : unknown('tier', key, keys))];
  };
  return [
    ...tiers.slice(0, -1).flatMap((tier, index) => {
      const above = tiers.slice(index + 1).flatMap((one) => keyOf(one) ?? []);
      return named(
        [...tier.path, 'then'],
        tier.item['then'],
        above,
        'must be a higher tier, since a ladder only climbs',
      );
    }),
    ...named(
      ['total', 'to'],
      field(field(document.value, 'total'), 'to'),
      keys.slice(1),
      'must be above the first tier, on which every matter begins',
    ),
    ...named(
      ['again', 'from'],
      field(field(document.value, 'again'), 'from'),
      keys.slice(0, -1),
      'must be below the last tier, after which the ladder is climbed again',
    ),
  ];
}

const listed = (keys: readonly string[]): string => (keys.length === 0 ? 'there is none' : keys.join(', '));

/** Every rung that no time that is over leads to. By hand a matter may go anywhere; but a rung is there to be called. */
function checkReach(document: OpenDocument, tiers: readonly Entry[]): readonly Problem[] {
  const numberOf = (key: unknown): number => tiers.findIndex((tier) => keyOf(tier) === key);
  const open = [
    0,
    ...[field(field(document.value, 'total'), 'to'), field(field(document.value, 'again'), 'from')].flatMap((key) =>
      typeof key === 'string' ? [numberOf(key)] : [],
    ),
  ];
  const reached = new Set<number>();
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const tier = tiers[at];
    if (tier === undefined || reached.has(at)) continue;
    reached.add(at);
    open.push(typeof tier.item['then'] === 'string' ? numberOf(tier.item['then']) : at + 1);
  }
  return tiers.flatMap((tier, index) =>
    reached.has(index)
      ? []
      : [
          document.problem(
            [...tier.path, 'key'],
            `is never reached: every "then" jumps over "${keyOf(tier) ?? index + 1}"; let one lead to it, or take the tier out`,
          ),
        ],
  );
}

/** The time over all tiers has to leave the first its own, and every unit beside the ladder its part. */
function checkTotal(document: OpenDocument, tiers: readonly Entry[]): readonly Problem[] {
  const within = termIn(document.value, 'total', 'within');
  const first = pair(within, termIn(tiers[0]?.item, 'handle'));
  const short =
    first !== undefined && isLonger(first[1], first[0])
      ? [
          document.problem(
            ['total', 'within'],
            `is shorter than the first tier's handle (${compared(first[0], '<', roughly(first[1]))})`,
          ),
        ]
      : [];
  return [
    ...short,
    ...entries(document.value, 'parties').flatMap((party) => {
      const own = pair(termIn(party.item, 'handle'), within);
      if (own === undefined || !isLonger(...own)) return [];
      const reason = `is longer than total.within (${compared(own[0], '>', roughly(own[1]))})`;
      return [document.problem([...party.path, 'handle'], `${reason}: the matter would be taken from it before`)];
    }),
  ];
}
