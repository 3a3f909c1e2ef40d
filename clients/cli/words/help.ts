/** What the help of the command line says, once per language. */
import type { CommandName } from '../../../domain';

export type HelpTopic =
  | CommandName
  | 'report'
  | 'list'
  | 'show'
  | 'explain'
  | 'timeline'
  | 'inbox'
  | 'contact'
  | 'contactSet'
  | 'contactList'
  | 'contactRemove'
  | 'contactErase'
  | 'contactImport'
  | 'notices'
  | 'deadLetters'
  | 'deadLettersList'
  | 'deadLettersReplay'
  | 'doctor'
  | 'start'
  | 'demo'
  | 'calendar'
  | 'calendarList'
  | 'calendarShow'
  | 'calendarDue'
  | 'calendarPreview'
  | 'calendarApply'
  | 'simulate'
  | 'natsCredentials'
  | 'user'
  | 'userAdd'
  | 'userList'
  | 'userDisable'
  | 'userEnable'
  | 'userPassword'
  | 'key'
  | 'keyAdd'
  | 'keyList'
  | 'keyRevoke'
  | 'access'
  | 'accessList'
  | 'metrics'
  | 'procedure'
  | 'procedureList'
  | 'procedureTest'
  | 'procedureDraw'
  | 'procedureMigrate'
  | 'directory'
  | 'directoryImport'
  | 'directoryExport'
  | 'directoryHistory'
  | 'directoryShow'
  | 'policies'
  | 'policiesCheck'
  | 'duty'
  | 'dutyShow'
  | 'dutyPerson'
  | 'dutyCalendar'
  | 'coverage';

/** Headings of the help: by whom a command is used. */
export type HelpGroup = 'everyone' | 'handling' | 'together' | 'deciding' | 'residents' | 'operators';

export interface HelpWords {
  readonly about: string;
  readonly group: Readonly<Record<HelpGroup, string>>;
  readonly topic: Readonly<Record<HelpTopic, string>>;
  readonly option: Readonly<
    Record<
      | 'lang'
      | 'json'
      | 'as'
      | 'unit'
      | 'category'
      | 'severity'
      | 'channel'
      | 'key'
      | 'file'
      | 'occurred'
      | 'commandId'
      | 'reason'
      | 'note'
      | 'evidence'
      | 'by'
      | 'until'
      | 'deputyUntil'
      | 'tier'
      | 'count'
      | 'coverage'
      | 'seed'
      | 'seconds'
      | 'workers'
      | 'replay'
      | 'month'
      | 'from'
      | 'apply'
      | 'approval'
      | 'signal'
      | 'verify'
      | 'since'
      | 'once'
      | 'stage'
      | 'reporter'
      | 'assignee'
      | 'limit'
      | 'timeout'
      | 'noReceipt'
      | 'help'
      | 'version',
      string
    >
  >;
  readonly argument: Readonly<
    Record<
      | 'issue'
      | 'person'
      | 'deputy'
      | 'party'
      | 'lead'
      | 'answer'
      | 'comment'
      | 'rules'
      | 'text'
      | 'kind'
      | 'folder'
      | 'calendar'
      | 'draft'
      | 'term'
      | 'fixtures'
      | 'procedure',
      string
    >
  >;
  readonly examples: string;
}
