/**
 * Who has the issue, who handled it, who stands in for whom and who may decide, told from the events alone. Climbing takes
 * nothing back: whoever handled a matter that the resident disputed stays who handled it.
 */
import type { IssueEvent } from '../../domain';

type Event<T extends IssueEvent['type']> = Extract<IssueEvent, { type: T }>;
export type Asked = Event<'approval-requested'>;
export type Ended = Event<'approved' | 'rejected' | 'approval-lapsed'>;
export type Voted = Event<'voted'>;
type Rules = Event<'opened'>['rules'];

const CLAUSES = {
  extension: 'extension',
  suspension: 'suspension',
  'force-close': 'forceClose',
  return: 'return',
  void: 'void',
} as const satisfies Readonly<Record<Asked['kind'], keyof Rules>>;

/** After these nobody has the issue. */
const FREED: ReadonlySet<IssueEvent['type']> = new Set<IssueEvent['type']>([
  'escalated',
  'reopened',
  'dispatched',
  'returned',
  'acknowledgement-expired',
]);

export class Bench {
  private rules: Rules | null = null;
  private tier = 1;
  private reporter: string | null = null;
  private holder: string | null = null;
  private handler: string | null = null;
  private party: string | null = null;
  /** Somebody said that they have it: said again it changes nothing. */
  private taken = false;
  /** Deputies, as `from>to`. */
  private readonly deputies = new Set<string>();

  hear(event: IssueEvent): void {
    if (event.type === 'opened') this.reporter = event.report.reporter;
    if (event.type === 'opened' || event.type === 'rules-changed') this.rules = event.rules;
    if (event.type === 'staffed' && this.rules !== null) this.rules = filled(this.rules, event.posts);
    if (event.type === 'escalated') this.tier = event.toTier;
    if (event.type === 'reopened' || event.type === 'rules-changed' || event.type === 'followed')
      this.tier = event.tier;
    if (event.type === 'dispatched') this.party = event.to;
    if (['escalated', 'reopened', 'returned', 'followed', 'closed'].includes(event.type)) this.party = null;
    this.hands(event);
    if (event.type === 'delegated') this.deputies.add(`${event.by}>${event.to}`);
    if (event.type === 'delegation-ended') this.deputies.delete(`${event.from}>${event.to}`);
    if (event.type === 'closed') this.deputies.clear();
  }

  private hands(event: IssueEvent): void {
    const isClimbed = event.type === 'followed' && event.what === 'climbed';
    if (isClimbed || FREED.has(event.type)) {
      this.holder = null;
      this.taken = false;
    }
    if (event.type === 'acknowledged') {
      if (!this.taken) this.holder = event.by;
      this.taken = true;
    }
    if (event.type === 'assigned') this.holder = event.to;
    if (event.type === 'handed-over') {
      this.holder = event.to ?? null;
      this.taken = event.to !== undefined;
    }
    if (event.type === 'check-failed') {
      this.holder = this.handler;
      this.taken = true;
    }
    if (event.type === 'handled') this.handler = event.by;
    if (event.type === 'followed' && event.by !== undefined) this.handler = event.by;
  }

  standsIn(by: string, place: string): boolean {
    return this.deputies.has(`${place}>${by}`);
  }

  /** What is wrong with it that somebody decides what `asker` asks for; empty when nothing is. */
  biases(asker: string, person: string): readonly string[] {
    return [
      ...(person === asker ? ['decides on what they asked for'] : []),
      ...(person === this.holder ? ['has the issue and decides'] : []),
      ...(person === this.handler ? ['handled it last and decides'] : []),
      ...(person === this.reporter ? ['reported it and decides'] : []),
    ];
  }

  /** What it means by the procedure that nobody decides in time. */
  silence(kind: Asked['kind']): string {
    return this.rules?.[CLAUSES[kind]]?.onTimeout ?? 'lapse';
  }

  /** Everybody to whom this may be put: of the panels, or of one tier, whether asked in the own place or in another's. */
  mayDecide({ by, kind }: Asked): readonly string[] {
    const panels = this.rules?.[CLAUSES[kind]]?.panels ?? [];
    if (panels.length > 0)
      return this.unbiased(
        by,
        panels.flatMap(({ people }) => people),
      );
    const places = [...this.deputies].filter((pair) => pair.endsWith(`>${by}`)).map((pair) => pair.split('>')[0] ?? '');
    return [...this.above([by], by), ...this.above([by, ...places], by)];
  }

  /** What a party asks is put to the tier that dispatched it. */
  private above(wanted: readonly string[], asker: string): readonly string[] {
    const rungs = this.rules?.tiers ?? [];
    const own = rungs.flatMap(({ people }, index) =>
      people.some((person) => wanted.includes(person)) ? [index + 1] : [],
    );
    const least = this.party === null ? this.tier : this.tier - 1;
    let rung = Math.min(Math.max(least, ...own) + 1, rungs.length);
    const left = (): readonly string[] => this.unbiased(asker, rungs[rung - 1]?.people ?? [], wanted);
    while (rung < rungs.length && left().length === 0) rung += 1;
    return left();
  }

  private unbiased(asker: string, people: readonly string[], wanted: readonly string[] = []): readonly string[] {
    return people.filter((person) => this.biases(asker, person).length === 0 && !wanted.includes(person));
  }
}

/** The rules as the events say that their posts are filled; told from the shape of a post alone. */
function filled<T>(part: T, posts: Event<'staffed'>['posts']): T {
  if (typeof part !== 'object' || part === null) return part;
  if (Array.isArray(part)) return part.map((one: unknown) => filled(one, posts)) as T;
  const { role, unit } = part as { readonly role?: unknown; readonly unit?: unknown };
  const now = posts.find((post) => post.role === role && post.unit === unit);
  const all = Object.entries(part).map(([field, value]) => [field, filled<unknown>(value, posts)] as const);
  return { ...(Object.fromEntries(all) as T), ...(now === undefined ? {} : { people: now.people }) };
}
