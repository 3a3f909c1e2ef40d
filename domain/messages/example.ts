/** A notice as it could be, to look at a text before anybody gets it: of the place's own units, people and procedures. */
import type { Instant, PersonId } from '../kernel/ids';
import type { Notice, NoticeFacts, Template } from '../kernel/notice';
import type { Severity } from '../kernel/state';
import type { Procedure } from '../procedure/procedure';
import type { HasMessages, NoticeIssue } from './render';

export interface Example {
  readonly notice: Notice;
  readonly issue: NoticeIssue & { readonly report: { readonly severity: Severity } };
}

export interface ExampleOptions {
  readonly template: Template;
  readonly procedure: Procedure;
  /** What happened, for texts that name it. */
  readonly event?: string;
  readonly severity?: Severity;
  readonly nowMs: Instant;
  /** Tells several examples apart. */
  readonly number?: number;
}

const HOUR_MS = 3_600_000;

/** Why, where it is not what most texts are about: that nobody acknowledged in time. */
const CAUSES: Readonly<Partial<Record<Template, string>>> = {
  'approval-lapsed': 'expired',
  'part-overdue': 'report-in',
  'problem-raised': 'reworks',
  returned: 'returned',
  'rules-changed': 'procedure',
  unlinked: 'unlinked',
};

/** Every fact that a text may name is there. The place has people, units and categories: its documents were checked. */
export function exampleNotice(
  { community }: HasMessages,
  { template, procedure, event = 'acknowledged', severity = 'normal', nowMs, number = 1 }: ExampleOptions,
): Example {
  const [reader, other, third] = community.people.map(({ id }) => id) as readonly PersonId[];
  const recipient = reader as PersonId;
  const lowest = community.units.filter(({ id }) => !community.units.some(({ parent }) => parent === id));
  const unit = lowest[(number - 1) % lowest.length]?.id ?? '';
  const category = community.categories[(number - 1) % community.categories.length]?.id ?? '';
  const party = procedure.parties?.[0]?.key;
  const facts: NoticeFacts = {
    dueAtMs: Math.ceil(nowMs / HOUR_MS + 1) * HOUR_MS,
    by: other ?? recipient,
    of: third ?? recipient,
    kind: 'extension',
    approval: 'a-1',
    cause: CAUSES[template] ?? 'not-acknowledged',
    outcome: 'confirmed',
    event,
    issue: 'i-other',
    ...(party === undefined ? {} : { party }),
  };
  const tiers = procedure.tiers.map(({ key, role }) => ({ key, role }));
  return {
    notice: { template, recipient, tier: 1, round: 1, facts },
    issue: {
      id: `i-example-${number}`,
      report: { category, severity, unit },
      rules: { procedure: procedure.id, version: procedure.version, timeScale: 1, tiers },
    },
  };
}
