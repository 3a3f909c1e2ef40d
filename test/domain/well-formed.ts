/** Commands as somebody outside says them, each with every field that it may have, and without those it may leave out. */
import type { CommandName } from '../../domain';

const by = 'lead';
const evidence = [{ kind: 'photo', ref: 'p-1' }];
export const wellFormed: Readonly<Record<CommandName, readonly object[]>> = {
  acknowledge: [{ by }],
  assign: [{ by, to: 'grid' }],
  escalate: [
    { by, reason: 'too big' },
    { by, reason: 'too big', to: 'committee' },
  ],
  handle: [
    { by, note: 'done', evidence: [] },
    { by, note: 'done', evidence: [{ kind: 'photo', ref: 'p-1' }] },
  ],
  request: [
    { by, kind: 'extension', reason: 'parts', extendByMs: 1 },
    { by, kind: 'suspension', reason: 'frost', untilMs: 1 },
    { by, kind: 'force-close', reason: 'moved' },
    { by, kind: 'return', reason: 'not ours' },
    { by, kind: 'void', reason: 'a test' },
  ],
  approve: [{ by }, { by, approval: 'a1', reason: 'fine' }],
  reject: [{ by }, { by, approval: 'a1', reason: 'no' }],
  resume: [{ by }],
  confirm: [{ by }],
  dispute: [{ by, reason: 'dark' }],
  reopen: [{ by, reason: 'back' }],
  verify: [{ by }, { by, note: 'seen' }],
  decline: [{ by, reason: 'not here' }],
  dispatch: [
    { by, to: 'property' },
    { by, to: 'property', reason: 'theirs' },
  ],
  summon: [{ by, party: 'property', reason: 'pipes' }],
  'report-in': [{ by }],
  finish: [{ by, note: 'done', evidence }],
  release: [{ by, party: 'property', reason: 'never came' }],
  'pass-check': [
    { by, evidence },
    { by, evidence: [], note: 'seen' },
  ],
  'fail-check': [{ by, reason: 'dark', evidence: [] }],
  'call-back': [
    { by, answer: 'satisfied' },
    { by, answer: 'dissatisfied', note: 'dark' },
    { by, answer: 'unreachable', note: 'no answer' },
  ],
  withdraw: [{ by, reason: 'gone' }],
  supervise: [{ by, reason: 'again' }],
  answer: [{ by, note: 'tomorrow' }],
  comment: [{ by, text: 'seen', evidence }],
  reclassify: [
    { by, reason: 'gas', category: 'gas', severity: 'urgent' },
    { by, reason: 'gas', severity: 'low' },
    { by, reason: 'gas' },
  ],
  migrate: [
    { by, what: 'procedure', reason: 'mended' },
    { by, what: 'calendar', reason: 'holidays' },
  ],
  delegate: [
    { by, to: 'grid', untilMs: 1 },
    { by, to: 'grid', untilMs: 1, reason: 'leave' },
  ],
  link: [{ by, to: 'i-2', reason: 'same' }],
  unlink: [{ by, reason: 'other' }],
};
