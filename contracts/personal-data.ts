/** Everything that is kept of a person, as they get it: the schema is stable, and named in the answer. */
import { z } from 'zod';

/** Changes when a field goes or means something else; fields that come do not change it. */
export const PERSONAL_DATA_FORMAT = 'doorstep-personal-data/1';

const at = z.int().describe('Milliseconds since 1970-01-01T00:00Z.');
const when = at.nullable();
const plain = z.record(z.string(), z.unknown());

const entry = z
  .object({
    kind: z.string().describe('person, post, absence, deputy, rotation, override, …'),
    data: plain,
    fromAtMs: at,
    untilAtMs: when.describe('Null while it holds.'),
  })
  .meta({ id: 'DirectoryEntryHeld' });
const contact = z
  .object({
    channel: z.string(),
    address: z.string().nullable().describe('Null where the key that opens it is not at hand.'),
    changedAtMs: at,
    disabledAtMs: when,
    disabledReason: z.string().nullable(),
  })
  .meta({ id: 'ContactHeld' });
const act = z
  .object({ seq: z.int(), type: z.string(), occurredAtMs: at, recordedAtMs: at, data: plain })
  .meta({ id: 'ActHeld' });
const issue = z
  .object({
    issue: z.string(),
    roles: z.array(z.enum(['reporter', 'assignee', 'actor'])),
    unit: z.string(),
    category: z.string(),
    stage: z.string(),
    openedAtMs: at,
    acts: z.array(act).describe('What the person did, in their own words.'),
  })
  .meta({ id: 'IssueHeld' });
const evidence = z
  .object({
    id: z.string(),
    issue: z.string(),
    mediaType: z.string(),
    bytes: z.int(),
    sha256: z.string(),
    uploadedAtMs: at,
    erasedAtMs: when,
    href: z.string().describe('Where the file is, below the address of the gateway.'),
  })
  .meta({ id: 'EvidenceHeld' });
const notice = z
  .object({
    issue: z.string(),
    seq: z.int(),
    template: z.string(),
    channel: z.string(),
    facts: plain,
    queuedAtMs: at,
    deliveredAtMs: when,
    readAtMs: when,
  })
  .meta({ id: 'NoticeHeld' });
const message = z
  .object({ notice: z.string(), issue: z.string(), subject: z.string(), body: z.string(), deliveredAtMs: at })
  .meta({ id: 'MessageHeld' });
const delivery = z
  .object({
    issue: z.string(),
    seq: z.int(),
    channel: z.string(),
    state: z.string(),
    reason: z.string().nullable(),
    receipt: z.string().nullable(),
    queuedAtMs: at,
    sentAtMs: when,
  })
  .meta({ id: 'DeliveryHeld' });
const link = z
  .object({
    issue: z.string(),
    seq: z.int(),
    channel: z.string(),
    question: z.string(),
    choices: z.array(z.string()),
    madeAtMs: at,
    expiresAtMs: at,
    usedAtMs: when,
    choice: z.string().nullable(),
  })
  .meta({ id: 'LinkHeld' });
const account = z
  .object({
    name: z.string(),
    isOperator: z.boolean(),
    createdAtMs: at,
    signedInAtMs: when,
    disabledAtMs: when,
    sessions: z.array(z.object({ createdAtMs: at, usedAtMs: at, expiresAtMs: at })),
  })
  .meta({ id: 'AccountHeld' });
const key = z
  .object({
    id: z.string(),
    label: z.string(),
    scopes: z.array(z.string()),
    createdAtMs: at,
    expiresAtMs: when,
    lastUsedAtMs: when,
    revokedAtMs: when,
  })
  .meta({ id: 'KeyHeld' });
const access = z
  .object({
    atMs: at,
    who: z.string(),
    operation: z.string(),
    subject: z.string().nullable(),
    outcome: z.string(),
    reason: z.string(),
  })
  .meta({ id: 'AccessHeld' });

export const personalDataSchema = z
  .object({
    format: z.literal(PERSONAL_DATA_FORMAT),
    person: z.string(),
    exportedAtMs: at,
    directory: z.array(entry).describe('Every entry that names the person, with its history, the newest first.'),
    contacts: z.array(contact),
    issues: z.array(issue).describe('What the person reported, has, or had a part in; the newest first.'),
    evidence: z.array(evidence).describe('Files that the person brought.'),
    notices: z.array(notice).describe('What the person was to be told, the newest first.'),
    messages: z.array(message).describe('The texts in the inbox: of 30 days, 1,000 at most.'),
    deliveries: z.array(delivery).describe('What became of notices beyond the inbox.'),
    links: z.array(link).describe('Links in letters; never a link itself.'),
    accounts: z.array(account),
    keys: z.array(key),
    trackingCodes: z.array(z.object({ issue: z.string(), createdAtMs: at })).describe('Of reports without an account.'),
    access: z.array(access).describe('What the person read or was refused, and who read what is theirs.'),
    erasures: z.array(z.object({ id: z.string(), askedAtMs: at, finishedAtMs: when })),
    incomplete: z
      .array(z.string())
      .describe('Lists that have more than 20,000 entries (issues: 2,000); the newest are here.'),
  })
  .meta({ id: 'PersonalData' });
export type PersonalData = z.infer<typeof personalDataSchema>;
/** What PostgreSQL alone can tell of it. */
export type PersonalRows = Omit<PersonalData, 'format' | 'exportedAtMs' | 'messages' | 'issues'> & {
  readonly issues: readonly Omit<PersonalData['issues'][number], 'acts'>[];
};
