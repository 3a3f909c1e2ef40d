/** How a page names people, places and times: by the directory, in its reader's language, in the zone of the community. */
import { clockface } from '../../cli/show/time';
import { wordsOf } from '../../cli/lang';
import type { Words } from '../../cli/words/words';
import { isGuest, type Instant, type Span } from '../../../domain';
import { formatInstant } from '../../../domain/messages/render';
import type { Lang } from '../../../domain/procedure/documents/words';
import type { Policies } from '../../../domain/procedure/policies';

export type Place = Pick<Policies, 'directory' | 'community'>;

export interface Naming {
  readonly lang: Lang;
  readonly words: Words;
  readonly community: string;
  /** The name alone; of a guest what they are, and the id of somebody whom the directory does not know any more. */
  person(id: string): string;
  unit(id: string): string;
  category(id: string): string;
  /** `7月3日周五 14:05`, `Fri, 3 July, 14:05` */
  instant(atMs: Instant): string;
  span(ms: Span): string;
}

/** Nobody knows a name of theirs. */
const GUEST: Readonly<Record<Lang, string>> = { zh: '上报人', en: 'the reporter' };

export function namingOf({ directory, community }: Place, lang: Lang): Naming {
  const words = wordsOf(lang);
  const clock = clockface(words, Date.now(), community.zone);
  return {
    lang,
    words,
    community: community.name[lang],
    person: (id) => directory.people.get(id)?.name ?? (isGuest(id) ? GUEST[lang] : id),
    unit: (id) => directory.units.get(id)?.name[lang] ?? id,
    category: (id) => directory.categories.get(id)?.name[lang] ?? id,
    instant: (atMs) => formatInstant(atMs, lang, community, false),
    span: (ms) => clock.span(ms),
  };
}

/** Of the person to whom a link was sent. */
export const langOfPerson = ({ directory }: Place, person: string): Lang => directory.people.get(person)?.lang ?? 'zh';

/** Of somebody who is not known: the first that their browser asks for and that is spoken here. */
export function langOfBrowser(header: string | undefined): Lang {
  const wanted = (header ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase());
  return wanted.find((lang) => lang === 'zh' || lang === 'en') === 'en' ? 'en' : 'zh';
}
