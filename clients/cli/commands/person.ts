/** What is kept of a person: written for them, erased, and the certificate of it. */
import { writeFileSync } from 'node:fs';
import { setTimeout as afterwards } from 'node:timers/promises';
import { dataFolder } from '../../../contracts/connections';
import { DoorstepError } from '../../../contracts/errors';
import { isGuest, type PersonId } from '../../../domain';
import { answeringRoles } from '../../../domain/rights';
import { findMasterKeys } from '../../../store/contacts/master-key';
import { findTracked } from '../../../store/identity/tracking';
import { personId, type Certificate, type CertificateVerdict, type Erasure, type ErasureForetold } from '../../sdk';
import type { Session } from '../session';
import { jsonText } from '../show/json';
import { withStore, workerOf } from './identity-store';
import { personWords } from './person-words';

export interface ExportOptions {
  readonly trackingCode?: boolean;
  readonly out?: string;
}

/**
 * Throws PERSON_UNKNOWN, and ARGUMENT_INVALID for a code that opens nothing, one of somebody of the directory, and a file that
 * is there or can't be written.
 */
export async function personExport(
  session: Session,
  name: string | undefined,
  { trackingCode: byCode = false, out }: ExportOptions,
): Promise<void> {
  if ((name === undefined) !== byCode) throw argument('<person>', 'or --tracking-code, one of them, has to be given');
  const person = name === undefined ? await guestByCode(session) : personId(name);
  const { people } = await session.doorstep();
  const { env } = session.io;
  const keys = findMasterKeys(env, dataFolder(env));
  const data = await people.personalData(person, { keys, by: workerOf(session), masks: byCode });
  if (out === undefined) return session.io.out(jsonText(data));
  writeNew(out, `${jsonText(data)}\n`);
  const words = personWords[session.lang];
  session.answer({ person, file: out, incomplete: data.incomplete }, () =>
    [
      words.written({ person, file: out }),
      ...(data.incomplete.length === 0 ? [] : [words.incomplete(data.incomplete.join(', '))]),
    ].join('\n'),
  );
}

/** The code comes from the terminal, unseen, or from stdin; never from the command line. */
async function guestByCode(session: Session): Promise<PersonId> {
  const { io, lang } = session;
  const code = io.askSecret === undefined ? await io.stdin?.() : await io.askSecret(personWords[lang].askCode);
  const found = await withStore(session, (database) => findTracked(database, code?.trim() ?? ''));
  if (found === undefined) throw argument('--tracking-code', 'is a code that opens nothing');
  if (isGuest(found.reporter)) return found.reporter;
  throw argument('--tracking-code', 'is of somebody of the directory: export them by their id, when you know who asks');
}

const argument = (field: string, reason: string): DoorstepError =>
  new DoorstepError('ARGUMENT_INVALID', `${field} ${reason}.`, { place: { field } });

export interface EraseOptions {
  readonly reason?: string;
  readonly handOver?: boolean;
  readonly dryRun?: boolean;
}

/** How long somebody at a terminal waits for what goes on by itself. */
const WAITED_MS = 30_000;
const LOOK_MS = 500;

/** Throws ARGUMENT_INVALID without a reason, and what PeopleClient.erase throws. */
export async function personErase(session: Session, name: string, options: EraseOptions): Promise<void> {
  const person = personId(name);
  const { people } = await session.doorstep();
  const place = await session.place();
  const dutyRoles = place === null ? undefined : answeringRoles(place);
  if (options.dryRun === true) {
    const foretold = await people.foretellErasure(person, dutyRoles);
    return session.answer(foretold, () => foretoldText(session, foretold));
  }
  const reason = options.reason?.trim() ?? '';
  if (reason === '' || reason.length > 500)
    throw new DoorstepError('ARGUMENT_INVALID', '--reason must say why, in at most 500 characters.', {
      place: { field: '--reason' },
    });
  const asked = await people.erase({
    person,
    askedBy: workerOf(session),
    reason,
    handsOver: options.handOver === true,
    ...(dutyRoles === undefined ? {} : { dutyRoles }),
  });
  const untilMs = Date.now() + WAITED_MS;
  while (Date.now() < untilMs && !session.io.stopped.aborted) {
    const [certificate] = await people.certificates(asked.id);
    if (certificate !== undefined) return tell(session, certificate, await people.verifyCertificate(certificate));
    await afterwards(LOOK_MS, undefined, { signal: session.io.stopped }).catch(() => undefined);
  }
  const now = (await people.erasures(person)).find(({ id }) => id === asked.id) ?? asked;
  await tellUnderWay(session, now);
}

/** Where it waits for the release of issues, with their names. */
async function tellUnderWay(session: Session, erasure: Erasure): Promise<void> {
  const { people } = await session.doorstep();
  const { held } = await people.foretellErasure(personId(erasure.person));
  session.answer({ erasure, held }, () => underWayText(session, erasure, held));
}

/** Exit code 1 for a certificate that does not hold. Throws CERTIFICATE_UNKNOWN. */
export async function personCertificate(session: Session, name: string): Promise<number | void> {
  const { people } = await session.doorstep();
  const [certificate] = await people.certificates(name);
  const [erasure] = await people.erasures(name);
  if (erasure !== undefined && erasure.finishedAtMs === null) return tellUnderWay(session, erasure);
  if (certificate === undefined) throw new DoorstepError('CERTIFICATE_UNKNOWN', `There is no certificate of ${name}.`);
  const verdict = await people.verifyCertificate(certificate);
  tell(session, certificate, verdict);
  return holds(verdict) ? undefined : 1;
}

const holds = ({ brokenAt, cameBack, clearReports }: CertificateVerdict): boolean =>
  brokenAt === null && clearReports === 0 && Object.values(cameBack).every((count) => count === 0);

function tell(session: Session, certificate: Certificate, verdict: CertificateVerdict): void {
  session.answer({ certificate, verified: { ...verdict, holds: holds(verdict) } }, () =>
    [certificateText(session, certificate), '', verdictText(session, verdict)].join('\n'),
  );
}

function certificateText(session: Session, one: Certificate): string {
  const words = personWords[session.lang];
  const clock = session.clock();
  const { field } = words;
  return [
    words.certificate(one.number),
    ...[
      [field.person, one.person],
      [field.asked, clock.local(one.askedAtMs)],
      [field.by, one.askedBy],
      [field.reason, one.reason],
      [field.erased, clock.local(one.erasedAtMs)],
    ].map(([title, value]) => `  ${title}: ${value}`),
    ...Object.entries(one.counts).map(
      ([step, counts]) => `  ${words.step[step] ?? step}: ${countsText(session, counts)}`,
    ),
    `  ${field.inventory}: sha256 ${one.inventory}`,
    `  ${field.hash}: sha256 ${one.hash}`,
  ].join('\n');
}

function verdictText(session: Session, verdict: CertificateVerdict): string {
  const { brokenAt, cameBack, clearReports } = verdict;
  const words = personWords[session.lang];
  const back = Object.values(cameBack).some((count) => count > 0);
  return [
    ...(brokenAt === null ? [] : [words.broken(brokenAt)]),
    ...(back ? [words.cameBack(countsText(session, cameBack))] : []),
    ...(clearReports === 0 ? [] : [words.clear(clearReports)]),
    ...(holds(verdict) ? [words.whole] : []),
  ].join('\n');
}

function underWayText(session: Session, { person, id, steps }: Erasure, held: readonly string[]): string {
  const words = personWords[session.lang];
  return [
    words.underWay({ person, erasure: id }),
    ...steps.map(
      ({ step, found, doneAtMs }) =>
        `  ${doneAtMs === null ? '…' : '✓'} ${words.step[step] ?? step}: ${countsText(session, found)}`,
    ),
    ...(held.length === 0 ? [] : [words.waitsForHolds(held.join(', '))]),
  ].join('\n');
}

function foretoldText(session: Session, { person, counts, duties, openIssues, held }: ErasureForetold): string {
  const words = personWords[session.lang];
  const against = [
    ...duties.map(({ kind, role, unit }) => `${words.duty[kind]}${role === undefined ? '' : ` ${role}@${unit ?? ''}`}`),
    ...(openIssues.assigned === 0 ? [] : [words.assigned(openIssues.assigned)]),
    ...(openIssues.reported === 0 ? [] : [words.reported(openIssues.reported)]),
    ...(held.length === 0 ? [] : [words.held(held.join(', '))]),
  ];
  return [
    words.wouldErase(person),
    `  ${countsText(session, counts)}`,
    ...(against.length === 0 ? [] : [words.against, ...against.map((one) => `  ${one}`)]),
  ].join('\n');
}

function countsText(session: Session, counts: Readonly<Record<string, number>>): string {
  const { count, nothing } = personWords[session.lang];
  const some = Object.entries(counts).filter(([, number]) => number > 0);
  return some.length === 0 ? nothing : some.map(([name, number]) => `${number} ${count[name] ?? name}`).join(', ');
}

/** Whoever reads it has to be meant to: it is the owner's only, and replaces nothing. */
function writeNew(file: string, text: string): void {
  try {
    writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    throw new DoorstepError('ARGUMENT_INVALID', `${file} can't be written (${code}).`, { place: { file }, cause });
  }
}
