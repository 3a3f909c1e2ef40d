/** The subcommands, each loaded when it runs: help and mistakes need none of them. */
import type * as AccessLog from './commands/access';
import type * as Act from './commands/act';
import type * as ActionLinks from './commands/action-links';
import type * as Bulk from './commands/bulk';
import type * as Calendar from './commands/calendar';
import type * as CalendarPreview from './commands/calendar-preview';
import type * as Directory from './commands/directory';
import type * as DirectoryHistory from './commands/directory-history';
import type * as Coverage from './commands/coverage';
import type * as Contact from './commands/contact';
import type * as ContactImport from './commands/contact-import';
import type * as DeadLetters from './commands/dead-letters';
import type * as Doctor from './commands/doctor';
import type * as Duty from './commands/duty';
import type * as Explain from './commands/explain';
import type * as Import from './commands/import';
import type * as Inbox from './commands/inbox';
import type * as Key from './commands/key';
import type * as List from './commands/list';
import type * as Metrics from './commands/metrics';
import type * as NatsCredentials from './commands/nats-credentials';
import type * as NoticePreview from './commands/notice-preview';
import type * as Notices from './commands/notices';
import type * as PoliciesCheck from './commands/policies-check';
import type * as Procedure from './commands/procedure';
import type * as ProcedureMigrate from './commands/procedure-migrate';
import type * as Report from './commands/report';
import type * as Show from './commands/show';
import type * as Simulate from './commands/simulate';
import type * as Timeline from './commands/timeline';
import type * as User from './commands/user';

/* eslint-disable @typescript-eslint/no-require-imports -- a dynamic import would be an ES module's, with a suffix */
export const subcommand = {
  access: () => require('./commands/access') as typeof AccessLog,
  act: () => require('./commands/act') as typeof Act,
  actionLinks: () => require('./commands/action-links') as typeof ActionLinks,
  bulk: () => require('./commands/bulk') as typeof Bulk,
  calendar: () => require('./commands/calendar') as typeof Calendar,
  calendarPreview: () => require('./commands/calendar-preview') as typeof CalendarPreview,
  directory: () => require('./commands/directory') as typeof Directory,
  directoryHistory: () => require('./commands/directory-history') as typeof DirectoryHistory,
  coverage: () => require('./commands/coverage') as typeof Coverage,
  contact: () => require('./commands/contact') as typeof Contact,
  contactImport: () => require('./commands/contact-import') as typeof ContactImport,
  deadLetters: () => require('./commands/dead-letters') as typeof DeadLetters,
  doctor: () => require('./commands/doctor') as typeof Doctor,
  duty: () => require('./commands/duty') as typeof Duty,
  explain: () => require('./commands/explain') as typeof Explain,
  import: () => require('./commands/import') as typeof Import,
  inbox: () => require('./commands/inbox') as typeof Inbox,
  key: () => require('./commands/key') as typeof Key,
  list: () => require('./commands/list') as typeof List,
  metrics: () => require('./commands/metrics') as typeof Metrics,
  natsCredentials: () => require('./commands/nats-credentials') as typeof NatsCredentials,
  noticePreview: () => require('./commands/notice-preview') as typeof NoticePreview,
  notices: () => require('./commands/notices') as typeof Notices,
  policiesCheck: () => require('./commands/policies-check') as typeof PoliciesCheck,
  procedure: () => require('./commands/procedure') as typeof Procedure,
  procedureMigrate: () => require('./commands/procedure-migrate') as typeof ProcedureMigrate,
  report: () => require('./commands/report') as typeof Report,
  show: () => require('./commands/show') as typeof Show,
  simulate: () => require('./commands/simulate') as typeof Simulate,
  timeline: () => require('./commands/timeline') as typeof Timeline,
  user: () => require('./commands/user') as typeof User,
} as const;
/* eslint-enable @typescript-eslint/no-require-imports */
