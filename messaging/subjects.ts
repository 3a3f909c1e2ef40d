/** Names on NATS: streams, subjects and message ids. A name carries ids only, never anything about a person. */
import type { IssueId, PersonId } from '../domain';

export const STREAM = {
  events: 'EVENTS',
  notices: 'NOTICES',
  inbox: 'INBOX',
  receipts: 'RECEIPTS',
  /** What could not be processed, for people to look at. */
  dead: 'DEAD',
} as const;
export type StreamName = (typeof STREAM)[keyof typeof STREAM];

export const ALL = {
  events: 'doorstep.event.>',
  notices: 'doorstep.notice.>',
  inbox: 'doorstep.inbox.>',
  receipts: 'doorstep.receipt.>',
  dead: 'doorstep.dead.>',
  /** Requests to the gateways. */
  services: 'doorstep.svc.>',
  /** Requests to the engines, which only the gateways send. */
  desk: 'doorstep.desk.>',
} as const;

/** Of several processes that serve the same requests, one gets each. */
export const QUEUE = { services: 'gateways', desk: 'engines' } as const;

/** One token each: the ids of policies need no escape, ids that a caller chose may. */
export const subjects = {
  event: (unit: string, issue: string): string => `doorstep.event.${token(unit)}.${token(issue)}`,
  /** Every unit or every issue where one is left out. */
  events: ({ unit, issue }: { readonly unit?: string; readonly issue?: string }): string =>
    `doorstep.event.${unit === undefined ? '*' : token(unit)}.${issue === undefined ? '*' : token(issue)}`,
  notice: (channel: string, recipient: string): string => `doorstep.notice.${token(channel)}.${token(recipient)}`,
  inbox: (person: string): string => `doorstep.inbox.${token(person)}`,
  /** Under the recipient of the notice, so that the server sees who may say what became of it. */
  receipt: (recipient: string, noticeId: string): string => `doorstep.receipt.${token(recipient)}.${token(noticeId)}`,
  receiptsOf: (recipient: string): string => `doorstep.receipt.${token(recipient)}.*`,
  /** @param name tokens separated by dots, of our own making: `issue.report` */
  service: (name: string): string => `doorstep.svc.${name}`,
  /** Where issues are opened (contracts/front-desk.ts). */
  openDesk: 'doorstep.desk.open',
  dead: (consumer: string): string => `doorstep.dead.${token(consumer)}`,
} as const;

/** Message ids: the same event or notice has the same id whoever publishes it and however often. */
export const eventId = (issue: string, seq: number): string => `${issue}:${seq}`;
export const noticeId = (key: NoticeKey): string => `${key.issue}:${key.seq}:${key.recipient}:${key.channel}`;

export interface NoticeKey {
  readonly issue: IssueId;
  readonly seq: number;
  readonly recipient: PersonId;
  readonly channel: string;
}

/** The parts of a notice id; undefined for anything else. An issue id may hold colons, the other parts do not. */
export function parseNoticeId(id: string): NoticeKey | undefined {
  const parts = /^(.+):([1-9]\d{0,8}):([^:]+):([^:]+)$/s.exec(id);
  // PostgreSQL keeps no NUL: it would refuse the whole batch in which such a name came.
  if (parts === null || id.includes('\0')) return undefined;
  const [, issue = '', seq = '', recipient = '', channel = ''] = parts;
  return { issue: issue as IssueId, seq: Number(seq), recipient: recipient as PersonId, channel };
}

/** Dots, wildcards, spaces and control characters mean something to NATS; they are percent-encoded. */
export function token(id: string): string {
  if (id === '') throw new RangeError('An empty id can’t be part of a subject.');
  if (PLAIN.test(id)) return id;
  return id.replace(UNFIT, (char) => `%${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
const PLAIN = /^[\w:@-]+$/;
const UNFIT = /[\u0000-\u0020\u007f.*>%]/g;
