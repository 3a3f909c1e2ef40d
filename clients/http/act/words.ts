/** What the pages behind links say, once per language. */
import type { Choice, NoticeQuestion } from '../../../contracts/act-from-notice/choices';
import type { Lang } from '../../../domain/procedure/documents/words';
import type { SignInFault } from './view';
import { wordsEn } from './words-en';
import { wordsZh } from './words-zh';

export interface ActWords {
  readonly product: string;
  readonly heading: Readonly<Record<NoticeQuestion, string>>;
  /** What somebody asks for, with how much of it where it has a measure. */
  readonly asks: (facts: { by: string; kind: string; measure: string | null }) => string;
  /** What an answer leads to. */
  readonly means: Readonly<Record<Choice, string>>;
  /** What the words of an answer are. */
  readonly say: Readonly<Record<Choice, string>>;
  /** Behind the name of a field. */
  readonly required: string;
  readonly optional: string;
  readonly wordsMissing: string;
  readonly wordsTooLong: (most: number) => string;
  readonly field: Readonly<
    Record<
      'matter' | 'number' | 'severity' | 'reported' | 'asked' | 'why' | 'done' | 'doneBy' | 'until' | 'otherwise',
      string
    >
  >;
  /** What a resident who does not answer has to expect. */
  readonly askedAgain: string;
  readonly matter: (facts: { category: string; unit: string }) => string;
  readonly actsFor: (facts: { person: string; until: string }) => string;
  readonly done: { readonly heading: string; readonly now: (choice: string) => string; readonly next: string };
  readonly before: { readonly heading: string; readonly text: (facts: { choice: string; at: string }) => string };
  readonly settled: {
    readonly heading: string;
    /** An approval that others, or time, have settled. */
    readonly approval: Readonly<Record<'approved' | 'rejected' | 'lapsed', (by: string | null) => string>>;
    readonly taken: (by: string) => string;
    readonly closed: (outcome: string) => string;
    readonly notYours: string;
    readonly evidence: string;
    readonly tooSoon: string;
    readonly quarantined: string;
    readonly other: (stage: string) => string;
  };
  readonly signIn: {
    readonly heading: string;
    readonly text: (person: string) => string;
    readonly name: string;
    readonly password: string;
    readonly button: string;
    readonly fault: Readonly<Record<SignInFault, string>>;
    /** Somebody is signed in, and not whom the link was sent to. */
    readonly notYou: (person: string) => string;
    readonly how: string;
  };
  readonly ended: Readonly<
    Record<
      'expired' | 'revoked' | 'unknown' | 'somebody-else' | 'away' | 'too-many' | 'malformed' | 'failed',
      { readonly heading: string; readonly text: string }
    >
  >;
}

const WORDS: Readonly<Record<Lang, ActWords>> = { en: wordsEn, zh: wordsZh };
export const actWords = (lang: Lang): ActWords => WORDS[lang];
