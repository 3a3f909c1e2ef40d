/**
 * Who may do what, written by hand from the practice and from the words of docs/rights.md, sharing nothing with the table:
 * sentences about people instead of rows about operations. A change of rights has to be made here as well.
 */
export interface Who {
  /** person, service, tracker, operator, anonymous */
  readonly kind: string;
  readonly relations: readonly string[];
  readonly posts: readonly { readonly standing: string; readonly level: string; readonly scope: string }[];
  readonly isSelf: boolean;
  readonly isOperator: boolean;
  /** Undefined for whoever comes without a key. */
  readonly key: { readonly scopes: readonly string[]; readonly isInside: boolean } | undefined;
  /** Services: the person for whom they act. */
  readonly actsFor: Who | undefined;
  /** Trackers: the issue is theirs. */
  readonly isOwn: boolean;
}

export const NOBODY: Who = {
  kind: 'anonymous',
  relations: [],
  posts: [],
  isSelf: false,
  isOperator: false,
  key: undefined,
  actsFor: undefined,
  isOwn: false,
};

const PUBLIC = ['place.read', 'procedures.read', 'calendars.read'];
const SEEING = ['issue.read', 'issue.explain', 'issue.timeline', 'issue.decode', 'evidence.read'];
const OWN_WORD = ['confirm', 'dispute', 'withdraw'];
/** What the reporter of a matter may do without an account. */
const TRACKED = [...OWN_WORD, 'reopen', 'unlink', 'comment'];

/** Which relations give which command, as one would tell a new colleague. */
const BY_RELATION: Readonly<Record<string, readonly string[]>> = {
  reporter: [...OWN_WORD, 'reopen', 'unlink'],
  assignee: [
    ...['acknowledge', 'assign', 'escalate', 'handle', 'request', 'resume', 'summon', 'release'],
    ...['answer', 'reclassify', 'link', 'unlink'],
  ],
  crew: [
    ...['acknowledge', 'assign', 'escalate', 'handle', 'request', 'resume', 'summon', 'release', 'dispatch'],
    ...['reopen', 'verify', 'decline', 'pass-check', 'fail-check', 'call-back'],
    ...['supervise', 'answer', 'reclassify', 'migrate', 'delegate', 'link', 'unlink'],
  ],
  ladder: [
    ...[
      'escalate',
      'request',
      'dispatch',
      'reopen',
      'verify',
      'decline',
      'pass-check',
      'fail-check',
      'call-back',
      'supervise',
      'answer',
    ],
    ...['reclassify', 'migrate', 'delegate', 'link', 'unlink'],
  ],
  party: ['report-in', 'finish', 'delegate'],
  asked: ['request', 'verify', 'decline', 'pass-check', 'fail-check', 'call-back', 'answer', 'reclassify', 'delegate'],
  decider: ['approve', 'reject', 'delegate'],
  supervisor: ['delegate'],
  told: [],
};

const commandOf = (operation: string): string | undefined => /^issue\.command\.(.+)$/.exec(operation)?.[1];
const inside = (post: { readonly scope: string }): boolean => post.scope !== 'elsewhere';
const isResponsibleHere = ({ posts }: Who): boolean =>
  posts.some((post) => post.standing === 'responsible' && inside(post));
const isColleague = ({ posts }: Who): boolean => posts.some(({ standing }) => standing !== 'resident');
const leadsACommunity = ({ posts }: Who): boolean =>
  posts.some(
    ({ standing, level }) => standing === 'responsible' && ['community', 'street', 'district'].includes(level),
  );

const leadsACommunityHere = ({ posts }: Who): boolean => leadsACommunity({ ...NOBODY, posts: posts.filter(inside) });

export const aboutAnIssue = (operation: string): boolean =>
  commandOf(operation) !== undefined ||
  SEEING.includes(operation) ||
  operation === 'evidence.add' ||
  operation === 'evidence.erase' ||
  operation === 'issue.personal-data' ||
  operation === 'notices.read';

/** What has to be known before anybody can be judged: an issue, where a report lies, whose matters they are, or nothing. */
export function askedAbout(operation: string): string {
  if (aboutAnIssue(operation)) return 'issue';
  if (/^issue\.report(-for)?$/.test(operation)) return 'unit';
  return /^(contacts|personal)\./.test(operation) ? 'person' : 'place';
}

/** A person who came without a key. */
function personMay(who: Who, operation: string): boolean {
  const command = commandOf(operation);
  if (command === 'comment') return who.relations.length > 0;
  if (command !== undefined) return who.relations.some((relation) => BY_RELATION[relation]?.includes(command) === true);
  if (SEEING.includes(operation)) return who.relations.length > 0 || isResponsibleHere(who) || who.isOperator;
  if (PUBLIC.includes(operation) || operation === 'issue.report') return true;
  switch (operation) {
    case 'evidence.add':
      return who.relations.length > 0;
    case 'issue.personal-data':
      // For whoever has no other name; a tracking code is judged apart.
      return false;
    case 'evidence.erase':
      return who.isOperator || (isResponsibleHere(who) && leadsACommunityHere(who));
    case 'issue.report-for':
      return isResponsibleHere(who);
    case 'issue.list':
    case 'issue.follow':
    case 'issue.bulk':
    case 'session.read':
    case 'session.close':
    case 'password.change':
      return true;
    case 'directory.read':
    case 'duty.read':
      return isColleague(who) || who.isOperator || who.isSelf;
    case 'notices.read':
      return isResponsibleHere(who) || who.isOperator || who.isSelf;
    case 'contacts.read':
    case 'contacts.write':
    case 'personal.read':
      return who.isSelf || who.isOperator;
    case 'metrics.read':
      return leadsACommunity(who) || who.isOperator;
    case 'directory.write':
    case 'notices.operate':
    case 'personal.erase':
    case 'access.read':
    case 'users.manage':
    case 'keys.manage':
      return who.isOperator;
    default:
      throw new Error(`Nobody has thought about ${operation}.`);
  }
}

const SCOPE_FOR: Readonly<Record<string, string>> = {
  'issue.report': 'issues.report',
  'issue.report-for': 'issues.report',
  'issue.list': 'issues.read',
  'issue.follow': 'issues.read',
  'issue.bulk': 'issues.act',
  'evidence.add': 'issues.act',
  'directory.read': 'directory.read',
  'duty.read': 'directory.read',
  'directory.write': 'directory.write',
  'notices.read': 'notices.read',
  'notices.operate': 'notices.operate',
  'contacts.read': 'contacts.write',
  'contacts.write': 'contacts.write',
  'personal.read': 'personal.read',
  'metrics.read': 'metrics.read',
};

/** What a key allows at all: the rest no key has, whoever made it. */
function keyMay({ scopes, isInside }: NonNullable<Who['key']>, operation: string): boolean {
  if (PUBLIC.includes(operation)) return true;
  const scope = SEEING.includes(operation)
    ? 'issues.read'
    : commandOf(operation) !== undefined
      ? 'issues.act'
      : SCOPE_FOR[operation];
  return scope !== undefined && scopes.includes(scope) && isInside;
}

const somebodyActs = (operation: string): boolean =>
  commandOf(operation) !== undefined || ['issue.report', 'issue.report-for'].includes(operation);

export function may(who: Who, operation: string): boolean {
  switch (who.kind) {
    case 'anonymous':
      return PUBLIC.includes(operation) || operation === 'issue.report';
    case 'tracker': {
      if (PUBLIC.includes(operation) || operation === 'issue.report') return true;
      if (!who.isOwn) return false;
      return (
        SEEING.includes(operation) ||
        ['evidence.add', 'issue.personal-data'].includes(operation) ||
        TRACKED.includes(commandOf(operation) ?? 'none')
      );
    }
    case 'operator':
      // Runs the place and is nobody in it: sees and mends, and never acts on a matter.
      return (
        PUBLIC.includes(operation) ||
        SEEING.includes(operation) ||
        ['issue.report', 'issue.list', 'issue.follow', 'evidence.erase'].includes(operation) ||
        /^(directory|duty|notices|contacts|personal|metrics|access|users|keys|session|password)\./.test(operation)
      );
    case 'service': {
      if (who.key === undefined || !keyMay(who.key, operation)) return false;
      if (!somebodyActs(operation)) return true;
      return who.actsFor !== undefined && personMay(who.actsFor, operation);
    }
    default:
      return (who.key === undefined || keyMay(who.key, operation)) && personMay(who, operation);
  }
}

/** How a refusal is told: nobody learns of an issue that they may not read. */
export function toldAs(who: Who, operation: string): 'unauthenticated' | 'hidden' | 'forbidden' {
  if (who.kind === 'anonymous') return 'unauthenticated';
  return aboutAnIssue(operation) && !may(who, 'issue.read') ? 'hidden' : 'forbidden';
}
