/** Kinds of personal data, why they are kept, who may read them and for how long. */

export interface CategoryOfData {
  readonly what: string;
  readonly why: string;
  readonly readers: string;
  readonly kept: string;
}

export const DATA_CATEGORIES = {
  identity: {
    what: 'who somebody is: name, language, posts, leave, competences',
    why: 'whoever is responsible has to be named and found',
    readers: 'colleagues of the place, operators, the person (`directory.read`)',
    kept: 'as long as the person is in the directory; its history for good',
  },
  contact: {
    what: 'where somebody can be reached',
    why: 'notices beyond the inbox',
    readers: 'the person, operators (`contacts.read`); the notifier opens them to send',
    kept: 'until it is removed or the person is erased',
  },
  'sign-in': {
    what: 'accounts, keys, sessions, tracking codes and counters against guessing; of secrets hashes only',
    why: 'to know who asks',
    readers: 'operators (`users.manage`, `keys.manage`)',
    kept: 'until it is revoked; sessions and counters until they are over, hours at most',
  },
  words: {
    what: 'what people said: reports, where they are, reasons, comments, notes',
    why: 'the matter itself, and the proof of how it was settled',
    readers: 'whoever may read the issue (`issue.read`)',
    kept: 'with the issue, for what policies/retention.yaml says after it closed; what stands in the log in clear, for good',
  },
  evidence: {
    what: 'files that prove something, without where and when they were taken',
    why: 'the proof of what was found and done',
    readers: 'whoever may read the issue (`evidence.read`)',
    kept: 'with the issue, for what policies/retention.yaml says after it closed',
  },
  part: {
    what: 'that somebody had a part in something, by their id',
    why: 'an account of who decided and did what that nobody can alter',
    readers: 'whoever may read the issue (`issue.timeline`)',
    kept: 'for good: an id says nothing of a person whom the directory does not name any more',
  },
  message: {
    what: 'what somebody was told, and what became of it',
    why: 'to reach people, and to prove it',
    readers: 'the recipient, whoever is responsible, operators (`notices.read`)',
    kept: 'texts 30 days; what became of them as policies/retention.yaml says',
  },
  access: {
    what: 'who read, changed or was refused what is personal, and who erased it',
    why: 'so that misuse is found, and erasure can be proven',
    readers: 'operators (`access.read`), the person in their export',
    kept: 'as `DOORSTEP_ACCESS_LOG_DAYS` says (400 days); certificates for good',
  },
} as const satisfies Readonly<Record<string, CategoryOfData>>;
export type DataCategory = keyof typeof DATA_CATEGORIES;
