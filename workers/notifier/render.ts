/** The text of a notice in the language of its reader. */
import type { Instant, Notice } from '../../domain';
import { renderGathered, type GatheredNotice, type Room } from '../../domain/messages/gathered';
import { renderCode, renderNotice, type NoticeIssue } from '../../domain/messages/render';
import type { Gathered } from '../../domain/messages/schema';
import type { Policies } from '../../domain/procedure/policies';
import type { LivePolicies } from '../../policies/place';
import type { NoticeMessage } from '../../messaging';
import type { Logger } from 'pino';

export interface Text {
  readonly lang: string;
  readonly subject: string;
  readonly body: string;
}

/** Never fails: a notice without a fine text is better than none. */
export type Render = (notice: NoticeMessage) => Promise<Text>;

/** Whoever the directory does not know reads this. */
const USUAL_LANG = 'zh';

export const renderWith =
  (place: Pick<LivePolicies, 'at'>, log: Logger): Render =>
  async (notice) => {
    try {
      const policies = await knowing(place, notice.recipient);
      const lang = policies.directory.people.get(notice.recipient)?.lang ?? USUAL_LANG;
      return { lang, ...renderNotice(policies, lang, asNotice(notice), asIssue(notice)) };
    } catch (error) {
      log.error(
        { err: error, issue: notice.issue, template: notice.template },
        'a text could not be made; the plain one goes out',
      );
      return plainText(notice);
    }
  };

/** Never fails, for the same reason. */
export type RenderGathered = (
  kind: Gathered,
  recipient: string,
  notices: readonly GatheredNotice[],
  room: Room,
) => Promise<Text>;

export const renderGatheredWith =
  (place: Pick<LivePolicies, 'at'>, log: Logger): RenderGathered =>
  async (kind, recipient, notices, room) => {
    try {
      const policies = await knowing(place, recipient);
      const lang = policies.directory.people.get(recipient)?.lang ?? USUAL_LANG;
      return { lang, ...renderGathered(policies, lang, kind, recipient, notices, room) };
    } catch (error) {
      log.error({ err: error, kind }, 'a text could not be made; the plain one goes out');
      const listed = notices.slice(0, room.lines).map(({ subject }) => subject);
      const more = notices.length - listed.length;
      return {
        lang: 'en',
        subject: `${kind}: ${notices.length}`,
        body: [...listed, ...(more > 0 ? [`… + ${more}`] : [])].join('\n'),
      };
    }
  };

/** The letter that brings a one-time code. Never fails, for the same reason. */
export type WriteCode = (lang: string, code: string, validMs: number) => Promise<Text>;

export const writeCodeWith =
  (place: Pick<LivePolicies, 'at'>, log: Logger): WriteCode =>
  async (lang, code, validMs) => {
    const minutes = Math.round(validMs / 60_000);
    try {
      const known = lang === 'en' ? 'en' : USUAL_LANG;
      return { lang: known, ...renderCode(await place.at(Date.now()), known, { code, minutes }) };
    } catch (error) {
      log.error({ err: error }, 'a text could not be made; the plain one goes out');
      return { lang: 'en', subject: 'Doorstep', body: `${code} · ${minutes} min` };
    }
  };

/** Whoever is called first after an import is new to what was looked up a moment ago. */
async function knowing(place: Pick<LivePolicies, 'at'>, person: string): Promise<Policies> {
  const policies = await place.at(Date.now());
  return policies.directory.people.has(person) ? policies : place.at(Date.now(), 0);
}

/** Ids only; in no language, so everybody can act on it. */
export const plainText = ({ template, issue, unit, facts }: NoticeMessage): Text => ({
  lang: 'en',
  subject: `${template}: ${issue}`,
  body: [issue, template, unit, dueText(facts.dueAtMs)].filter(Boolean).join(' · '),
});

const dueText = (dueAtMs: Instant | undefined): string =>
  dueAtMs === undefined ? '' : new Date(dueAtMs).toISOString();

const asNotice = ({ template, recipient, tier, round, facts }: NoticeMessage): Notice =>
  ({ template, recipient, tier, round, facts }) as Notice;

function asIssue({
  issue,
  category,
  severity,
  unit,
  procedure,
  procedureVersion,
  timeScale,
  tier,
  rung,
}: NoticeMessage): NoticeIssue {
  // Only the rung that the notice speaks of travels with it; it stands at its place on the ladder.
  const tiers = rung === undefined ? [] : [...new Array<typeof rung>(Math.max(0, tier - 1)).fill(rung), rung];
  return {
    id: issue,
    report: { category, severity, unit },
    rules: { procedure, version: procedureVersion, timeScale, tiers },
  };
}
