/** What is kept of a person: given to them, and erased. Needs PostgreSQL; what is in an inbox needs NATS. */
import { PERSONAL_DATA_FORMAT, type PersonalData } from '../../contracts/personal-data';
import { DoorstepError } from '../../contracts/errors';
import type { IssueId, PersonId, Span } from '../../domain';
import type {
  Certificate,
  CertificateVerdict,
  Erasure,
  ErasureForetold,
  ErasureRequest,
  MasterKeys,
} from '../../store';
import type { Lazy } from './lazy';
import type { Live } from './live';
import { oneAttemptFrom, type Opened, readsFrom } from './reading/from-database';
import type { Reader } from './reading/reader';

export interface PersonalDataOptions {
  /** Without them every address is null. */
  readonly keys?: MasterKeys | undefined;
  /** Shows no more of an address than its owner needs to recognise it. */
  readonly masks?: boolean;
  /** Who reads, for the access log; left out where that is written already. */
  readonly by?: string;
}

export interface PeopleClient {
  /** Everything that is kept of a person, for the person. Throws PERSON_UNKNOWN, SERVER_AWAY, and what NATS throws. */
  personalData(person: PersonId, options?: PersonalDataOptions): Promise<PersonalData>;
  /**
   * What an erasure would destroy, and what stands against it. Changes nothing. Throws PERSON_UNKNOWN.
   * @param dutyRoles roles whose holders have something to do; all of them when left out
   */
  foretellErasure(person: PersonId, dutyRoles?: readonly string[]): Promise<ErasureForetold>;
  /**
   * Once it answers, the erasure is carried out, whatever happens to this process; files and inboxes are erased by the gateway
   * and the notifier soon after, and what the person has to handle is handed over first. Throws PERSON_UNKNOWN,
   * ERASURE_DUTIES, ERASURE_OPEN_ISSUES, ERASURE_HELD, ERASURE_RUNNING, ERASURE_MISMATCH, SERVER_AWAY; after the last send it
   * again with the same `requestKey`.
   */
  erase(request: ErasureRequest): Promise<Erasure>;
  /** @param name of a person, or of an erasure. The newest first; none for whoever was never to be erased. */
  erasures(name: string): Promise<readonly Erasure[]>;
  /** @param name of a person, or of an erasure. The newest first. */
  certificates(name: string): Promise<readonly Certificate[]>;
  /** Whether the chain of certificates is whole up to this one, and whether anything of the person came back. */
  verifyCertificate(certificate: Certificate): Promise<CertificateVerdict>;
}

interface PeopleFrom {
  readonly opened: Lazy<Opened> | null;
  readonly live: Lazy<Live>;
  readonly timeline: Reader['timeline'];
  readonly budgetMs: Span;
}

export function peopleClient({ opened, live, timeline, budgetMs }: PeopleFrom): PeopleClient {
  const run = opened === null ? unnamed : readsFrom(opened, budgetMs);
  const once = opened === null ? unnamed : oneAttemptFrom(opened, budgetMs);
  return {
    personalData: async (person, { keys, by, masks } = {}) => {
      const rows = await run(async ({ store, database }) => {
        if (!(await store.isKnownPerson(database, person)))
          throw new DoorstepError('PERSON_UNKNOWN', `Nothing is known of a person ${person}.`, {
            place: { field: 'person' },
          });
        if (by !== undefined) await store.logAccess(database, [readBy(by, person)]);
        return store.personalRows(database, person, keys, masks);
      });
      const { messaging, nats } = await live.get();
      const messages = await messaging.readInbox(nats, person);
      const issues: PersonalData['issues'] = [];
      for (const issue of rows.issues)
        issues.push({ ...issue, acts: actsOf(await timeline(issue.issue as IssueId), person) });
      return {
        ...rows,
        format: PERSONAL_DATA_FORMAT,
        exportedAtMs: Date.now(),
        issues,
        messages: messages.map(({ id, issue, subject, body, deliveredAtMs }) => ({
          notice: id,
          issue,
          subject,
          body,
          deliveredAtMs,
        })),
      };
    },
    foretellErasure: (person, roles) => run(({ store, database }) => store.foretellErasure(database, person, roles)),
    erase: (request) =>
      once(async ({ store, database }) => {
        const asked = await store.askForErasure(database, request);
        // It is asked for, and will be done: what can't be done now is done by the sweeps.
        await store.continueErasure(database, asked.id).catch(() => undefined);
        const erasures = await store.erasuresOf(database, asked.person);
        return erasures.find(({ id }) => id === asked.id) ?? asked;
      }),
    erasures: (name) => run(({ store, database }) => store.erasuresOf(database, name)),
    certificates: (name) => run(({ store, database }) => store.certificatesOf(database, name)),
    verifyCertificate: (certificate) => run(({ store, database }) => store.verifyCertificate(database, certificate)),
  };
}

const readBy = (who: string, person: string) => ({
  who,
  operation: 'personal.read',
  subject: `person:${person}`,
  outcome: 'read' as const,
  reason: 'export',
  requestId: null,
});

/** What the person did, without the rules that an opening carries along. */
const actsOf = (
  items: Awaited<ReturnType<Reader['timeline']>>,
  person: string,
): PersonalData['issues'][number]['acts'] =>
  items
    .filter(({ actor }) => actor === person)
    .map(({ seq, type, occurredAtMs, recordedAtMs, event }) => {
      const { type: _type, rules: _rules, ...data } = event as typeof event & { readonly rules?: unknown };
      return { seq, type, occurredAtMs, recordedAtMs: recordedAtMs ?? occurredAtMs, data: { ...data } };
    });

const unnamed = (): Promise<never> =>
  Promise.reject(
    new DoorstepError('SERVER_NOT_NAMED', 'What is kept of people is in PostgreSQL, which is not named.', {
      place: { field: 'databaseUrl' },
    }),
  );
