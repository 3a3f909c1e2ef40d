/** The tables of the product, column by column. */
import type { TableOfData } from './inventory';

const STAYS = 'stays, by id: the account of what happened can’t be proven otherwise';
const CLEAR =
  'what stands there in clear, written before it was sealed or without a master key, stays readable, and such reports are counted';

export const TABLES: Readonly<Record<string, TableOfData>> = {
  event: {
    holds: 'the log: everything that happened, with what was said, and where reports are',
    erasure: `${STAYS}; what was said of what the person reported, and where it is, is unreadable, for its key is destroyed; ${CLEAR}`,
    personal: { actor: 'part', data: 'words' },
    none: 'issue_id seq position tx type command_id occurred_at recorded_at hash',
  },
  issue: {
    holds: 'each issue as it stands',
    erasure: `${STAYS}; words and places as in the log`,
    personal: { reporter: 'part', assignee: 'part', state: 'words' },
    none: 'id seq hash stage tier unit category severity procedure outcome due_at opened_at updated_at called_again',
  },
  issue_search: {
    holds: 'the words of reports taken apart, and the cell of the map in which it is, of about 100 m',
    erasure: 'of what the person reported both are emptied: it is found by its fields only',
    personal: { words: 'words', place: 'words' },
    none: 'issue_id',
  },
  issue_search_draft: {
    holds: 'the same for a moment, until the issue is opened',
    erasure: 'of what the person reported rows are deleted',
    personal: { words: 'words', place: 'words' },
    none: 'issue_id text_hash created_at',
  },
  issue_word_key: {
    holds: 'the key of each issue’s words, wrapped by the master key',
    erasure:
      'of what the person reported or sent destroyed, with their id: no copy of the words can be read; when is kept',
    personal: { person_id: 'words', wrapped_key: 'words' },
    none: 'key_id issue_id master created_at destroyed_at',
  },
  notice: {
    holds: 'who has to be told what: ids, no texts',
    erasure: STAYS,
    personal: { recipient: 'part', facts: 'part' },
    none: 'issue_id seq channel template tier round queued_at delivered_at read_at acted_at',
  },
  delivery: {
    holds: 'what became of notices beyond the inbox',
    erasure: 'rows of the person are deleted',
    personal: { recipient: 'message', receipt: 'message', reason: 'message' },
    none: 'issue_id seq channel state attempts next_at claim queued_at tried_at sent_at delivered_at read_at acted_at failed_at withheld_at bundle alone digest held',
  },
  bundle: {
    holds: 'which notices went out together',
    erasure: 'rows of the person are deleted',
    personal: { recipient: 'message' },
    none: 'id kind channel made_at',
  },
  dead_letter: {
    holds: 'notices that reached nobody beyond the inbox',
    erasure: 'rows of the person are deleted',
    personal: { recipient: 'message' },
    none: 'issue_id seq died_at passed_on_at replayed_at heard_at',
  },
  action_link: {
    holds: 'links by which somebody acts from a notice; no link itself',
    erasure: 'rows of the person are deleted, so that no letter acts any more',
    personal: { recipient: 'message', choice: 'message' },
    none: 'token_hash issue_id seq channel question about choices made_at expires_at revoked_at refusals used_at answered_seq',
  },
  directory_entry: {
    holds: 'the directory, with its history',
    erasure: 'the person’s entries of all times keep id, language and period; their absences lose their kind',
    personal: { key: 'part', data: 'identity' },
    none: 'kind place from_version until_version',
  },
  directory_version: {
    holds: 'who changed the directory, when and why',
    erasure: STAYS,
    personal: { actor: 'part', reason: 'words' },
    none: 'version recorded_at digest added changed moved removed',
  },
  contact_key: {
    holds: 'the key of each person, wrapped by the master key',
    erasure: 'destroyed: whatever it wraps is unreadable, also in copies',
    personal: { person: 'contact', wrapped: 'contact' },
    none: 'master created_at',
  },
  report_code: {
    holds: 'codes by which a number or mail address is proven, by keyed hashes; the letter sealed until it is sent',
    erasure: 'rows are over after minutes and removed then; nobody is named in them',
    personal: { address_hash: 'contact', sealed_letter: 'contact' },
    none: 'code_hash letter channel wrong_tries made_at expires_at send_attempts send_at',
  },
  code_channel: {
    holds: 'by which channels codes are sent',
    erasure: null,
    personal: {},
    none: 'channel seen_at',
  },
  contact: {
    holds: 'addresses, sealed',
    erasure: 'rows of the person are deleted',
    personal: { person: 'contact', sealed: 'contact', found_by: 'contact', disabled_reason: 'contact' },
    none: 'channel changed_at disabled_at',
  },
  account: {
    holds: 'local accounts',
    erasure: 'accounts of the person are deleted',
    personal: { name: 'sign-in', person: 'sign-in', password: 'sign-in', signed_in_at: 'sign-in', created_by: 'part' },
    none: 'operator created_at changed_at disabled_at',
  },
  session: {
    holds: 'who is signed in',
    erasure: 'deleted with their account',
    personal: { hash: 'sign-in', account: 'sign-in', used_at: 'sign-in' },
    none: 'created_at expires_at',
  },
  api_key: {
    holds: 'keys of programs and people, as hashes',
    erasure: 'keys of the person are revoked and lose their label',
    personal: { label: 'sign-in', person: 'sign-in', last_used_at: 'sign-in', created_by: 'part' },
    none: 'id hash scopes units acts_for created_at expires_at revoked_at',
  },
  tracking_code: {
    holds: 'codes of reports without an account, as hashes',
    erasure: 'codes of the person are deleted',
    personal: { hash: 'sign-in', reporter: 'part' },
    none: 'issue_id created_at',
  },
  sign_in_attempt: {
    holds: 'failed attempts by the name of the account',
    erasure: 'lapses within hours',
    personal: { key: 'sign-in' },
    none: 'count at blocked_until',
  },
  usage: {
    holds: 'counters by hashed names and units',
    erasure: 'lapses within hours',
    personal: { key: 'sign-in' },
    none: 'window_start count',
  },
  access_log: {
    holds: 'who read, changed or was refused what is personal',
    erasure: `${STAYS}, until it is old enough`,
    personal: { who: 'access', subject: 'access', reason: 'access' },
    none: 'position at operation outcome request_id',
  },
  evidence: {
    holds: 'what was uploaded, and the hashes that prove it',
    erasure: 'files that the person brought are erased; hashes and who brought them stay, by id',
    personal: { uploaded_by: 'part', erased_by: 'part', erased_reason: 'words' },
    none: 'id issue_id media_type bytes width height sha256 received_sha256 received_bytes uploaded_at erased_at file_removed_at',
  },
  open311_request: {
    holds: 'what came in over Open311',
    erasure: 'the digest of what the sender said is deleted',
    personal: { fingerprint: 'words' },
    none: 'issue_id key sent_by received_at',
  },
  erasure: {
    holds: 'erasures that were asked for',
    erasure: STAYS,
    personal: { person: 'access', asked_by: 'access', reason: 'access' },
    none: 'id hand_over request_key asked_at finished_at announced_at',
  },
  erasure_step: {
    holds: 'how far erasures are, in counts',
    erasure: null,
    personal: {},
    none: 'erasure_id step found found_at done_at',
  },
  erasure_certificate: {
    holds: 'what was erased, in counts; nothing of it',
    erasure: STAYS,
    personal: { person: 'access', asked_by: 'access', reason: 'access' },
    none: 'number erasure_id asked_at erased_at counts inventory before hash',
  },
  legal_hold: {
    holds: 'issues of which nothing is removed by its age',
    erasure: STAYS,
    personal: { held_by: 'part', released_by: 'part', reason: 'words' },
    none: 'issue_id held_at released_at',
  },
  coverage_gap: {
    holds: 'times at which nobody will be on duty',
    erasure: null,
    personal: {},
    none: 'role unit competence from_at until_at place issue_id alerted_at said_at ended_at ended',
  },
  outbox: {
    holds: 'what has to be published, by number',
    erasure: null,
    personal: {},
    none: 'issue_id first_seq last_seq created_at',
  },
  statistics_place: { holds: 'how far counting is', erasure: null, personal: {}, none: 'one_row tx position' },
  statistics_issue: {
    holds: 'what counting has to remember of an issue',
    erasure: null,
    personal: {},
    none: 'issue_id seq procedure tier acknowledge_due_ms handle_due_ms more',
  },
  statistic: {
    holds: 'counts by procedure and tier',
    erasure: null,
    personal: {},
    none: 'procedure tier measure count',
  },
  retention_removed: {
    holds: 'how much was removed by its age',
    erasure: null,
    personal: {},
    none: 'category removed last_at',
  },
  identity_secret: {
    holds: 'secrets of the installation',
    erasure: null,
    personal: {},
    none: 'name secret',
  },
  address_salt: {
    holds: 'salts by which addresses of callers are hashed, for a day',
    erasure: null,
    personal: {},
    none: 'day salt',
  },
};
