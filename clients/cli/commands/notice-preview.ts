/** A text as each channel would send it, of an example or of an issue: for whoever writes the texts. Sends nothing. */
import { CHANNELS, type BundleKind, type Channel } from '../../../contracts/channels';
import { DoorstepError } from '../../../contracts/errors';
import { guestOf } from '../../../contracts/guests';
import type { EventType, Instant, Template } from '../../../domain';
import { notKnown } from '../../../domain/directory/not-known';
import { exampleNotice, type Example } from '../../../domain/messages/example';
import { inOrderOfUrgency, renderGathered } from '../../../domain/messages/gathered';
import { renderNotice } from '../../../domain/messages/render';
import { GATHERED } from '../../../domain/messages/schema';
import { TEMPLATES } from '../../../domain/kernel/notice';
import { SEVERITIES } from '../../../domain/kernel/state';
import { LANGS, type Lang } from '../../../domain/procedure/documents/words';
import type { Policies } from '../../../domain/procedure/policies';
import { EVENT_WORDS } from '../../../domain/procedure/fixtures/words-told';
import { noticeId } from '../../../messaging/subjects';
import { policiesInUse, readPolicies } from '../../../policies/read';
import { CODE_CHANNELS } from '../../../store';
import type { Bundle, Letter } from '../../../workers/channels/channel';
import { previewOn } from '../../../workers/channels/preview';
import { ROOM } from '../../../workers/channels/room';
import { issueId } from '../../sdk';
import { choiceArgument, countArgument, needed } from '../arguments';
import type { Session } from '../session';
import { codePreview, REPORT_CODE } from './code-preview';
import { previewText } from './preview-text';

export interface PreviewOptions {
  readonly issue?: string;
  readonly guest?: boolean;
  readonly on?: string;
  readonly in?: string;
  readonly procedure?: string;
  readonly event?: string;
  readonly gathered?: string;
  readonly count: string;
}

type Told = Example & { readonly seq: number; readonly queuedAtMs: Instant };

/** Somebody who never was. */
const GUEST = guestOf('nobody');

/** Throws ARGUMENT_INVALID, PROCEDURE_UNKNOWN, ISSUE_UNKNOWN and what readPolicies throws. */
export async function noticePreview(
  session: Session,
  named: string | undefined,
  options: PreviewOptions,
): Promise<void> {
  if (named === REPORT_CODE) return codePreview(session, options);
  const template =
    named === undefined ? undefined : (choiceArgument('<template>', named, [...TEMPLATES, REPORT_CODE]) as Template);
  const kind = options.gathered === undefined ? undefined : choiceArgument('--gathered', options.gathered, GATHERED);
  const channels = channelsIn(options, kind);
  const wanted = options.in === undefined ? undefined : choiceArgument('--in', options.in, LANGS);
  const documents = readPolicies(policiesInUse(session.io.env));
  const [policies, told] =
    options.issue === undefined
      ? [documents, examples(documents, template, kind, options)]
      : [await session.withDirectory(documents), await ofIssue(session, options.issue, template, kind)];
  const { notice } = told[0]!;
  const lang = wanted ?? policies.directory.people.get(notice.recipient)?.lang ?? session.lang;
  const previews = channels.map((channel) => previewOn(channel, messageOf(policies, lang, kind, told, channel)));
  session.answer({ template: notice.template, lang, previews }, () =>
    previews.map((preview) => previewText(session, preview)).join('\n\n'),
  );
}

/**
 * An inbox gets every notice by itself, and a guest has neither an inbox nor company for a notice: what they are told comes to
 * the address that they have proven.
 */
function channelsIn(
  { on, guest, issue }: PreviewOptions,
  kind: BundleKind | undefined,
): readonly (Channel | 'inbox')[] {
  const unfit =
    guest !== true ? undefined : issue !== undefined ? '--issue' : kind === undefined ? undefined : '--gathered';
  if (unfit !== undefined)
    throw new DoorstepError('ARGUMENT_INVALID', `--guest is for an example of one notice: leave ${unfit} out.`, {
      place: { field: '--guest' },
    });
  const all: readonly (Channel | 'inbox')[] =
    guest === true ? CODE_CHANNELS : kind === undefined ? ['inbox', ...CHANNELS] : CHANNELS;
  return on === undefined ? all : [choiceArgument('--on', on, all)];
}

function examples(
  policies: Policies,
  template: Template | undefined,
  kind: BundleKind | undefined,
  { procedure: id, event, count, guest }: PreviewOptions,
): readonly Told[] {
  const procedure = id === undefined ? [...policies.current.values()][0] : policies.current.get(id);
  if (procedure === undefined)
    throw notKnown('PROCEDURE_UNKNOWN', 'procedure', String(id), [...policies.current.keys()]);
  const nowMs = Date.now();
  const named = needed('<template>', template) as Template;
  const more =
    event === undefined ? {} : { event: choiceArgument('--event', event, Object.keys(EVENT_WORDS) as EventType[]) };
  const numbers = Array.from({ length: kind === undefined ? 1 : countArgument('--count', count) }, (_, at) => at + 1);
  return numbers.map((number) => {
    const severity = kind === undefined ? 'normal' : (SEVERITIES[number % SEVERITIES.length] ?? 'normal');
    const example = exampleNotice(policies, { template: named, procedure, nowMs, number, severity, ...more });
    const notice = guest === true ? { ...example.notice, recipient: GUEST } : example.notice;
    return { ...example, notice, seq: number, queuedAtMs: nowMs };
  });
}

/** The newest that was said, or everything for a list of them. */
async function ofIssue(
  session: Session,
  id: string,
  template: Template | undefined,
  kind: BundleKind | undefined,
): Promise<readonly Told[]> {
  const doorstep = await session.doorstep();
  const issue = issueId(id);
  const [state, said] = [await doorstep.get(issue), await doorstep.channels.told(issue)];
  const told = said
    .filter((one) => template === undefined || one.template === template)
    .map(({ seq, queuedAtMs, ...notice }): Told => ({ notice, issue: state, seq, queuedAtMs }));
  const newest = told.at(-1);
  if (newest === undefined)
    throw new DoorstepError('ARGUMENT_INVALID', `${issue} has no such notice.`, { place: { field: '--issue' } });
  if (kind === undefined) return [newest];
  return told.filter(({ notice }) => notice.recipient === newest.notice.recipient);
}

function messageOf(
  policies: Policies,
  lang: Lang,
  kind: BundleKind | undefined,
  told: readonly Told[],
  channel: Channel | 'inbox',
): Letter | Bundle {
  const letters = told.map((one) => letterOf(policies, lang, one, channel));
  const first = letters[0]!;
  if (kind === undefined || channel === 'inbox') return first;
  const { recipient, queuedAtMs } = first;
  const lines = inOrderOfUrgency(
    letters.map((letter) => ({ ...letter, dueAtMs: letter.facts.dueAtMs, isScaled: false })),
  );
  const text = renderGathered(policies, lang, kind, recipient, lines, ROOM[channel]);
  const items = lines.map(({ dueAtMs: _, isScaled: _scaled, ...letter }) => letter);
  const severity = items[0]?.severity ?? 'normal';
  return {
    id: `${kind}-example:1:${recipient}:${channel}`,
    kind,
    recipient,
    severity,
    queuedAtMs,
    lang,
    items,
    ...text,
  };
}

function letterOf(policies: Policies, lang: Lang, { notice, issue, seq, queuedAtMs }: Told, channel: string): Letter {
  const { recipient, template, tier, round, facts } = notice;
  const { category, severity, unit } = issue.report;
  const id = noticeId({ issue: issueId(issue.id), seq, recipient, channel });
  return {
    ...{
      id,
      issue: issue.id,
      seq,
      recipient,
      template,
      tier,
      round,
      facts,
      category,
      severity,
      unit,
      queuedAtMs,
      lang,
    },
    ...renderNotice(policies, lang, notice, issue),
    actions: [],
  };
}
