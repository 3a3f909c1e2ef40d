/** Reporting one matter, or every line of a file. */
import { readFileSync } from 'node:fs';
import { DoorstepError } from '../../../contracts/errors';
import { SEVERITIES } from '../../../domain';
import { parseReports } from '../../../domain/procedure/reports';
import { readPolicies } from '../../../policies/read';
import { personId, unitId, type Receipt, type ReportInput } from '../../sdk';
import { choiceArgument, instantArgument, locationArgument, needed } from '../arguments';
import type { Session } from '../session';

export interface ReportOptions {
  readonly unit?: string;
  readonly category?: string;
  readonly severity: string;
  readonly channel: string;
  readonly location?: string;
  readonly key?: string;
  readonly occurred?: string;
  readonly file?: string;
}

export async function report(session: Session, text: string | undefined, options: ReportOptions): Promise<void> {
  if (options.file !== undefined) return reportFile(session, options.file);
  const input: ReportInput = {
    text: needed('<text>', text),
    category: needed('--category', options.category),
    severity: choiceArgument('--severity', options.severity, SEVERITIES),
    unit: unitId(needed('--unit', options.unit)),
    reporter: session.actor(),
    channel: options.channel,
    ...(options.location === undefined ? {} : { location: locationArgument('--location', options.location) }),
    ...(options.occurred === undefined ? {} : { occurredAtMs: instantArgument('--occurred', options.occurred) }),
  };
  const doorstep = await session.doorstep();
  const receipt = await doorstep.report(input, options.key === undefined ? {} : { key: options.key });
  session.answer(receipt, () => session.words.reported(receipt.issue, receipt.repeated));
}

/** The file is refused as a whole when one line is wrong; its ids are the keys, so that a second run reports nothing twice. */
async function reportFile(session: Session, file: string): Promise<void> {
  const reports = parseReports(file, textOf(file), (await session.place()) ?? readPolicies());
  const doorstep = await session.doorstep();
  const receipts: (Receipt & { readonly key: string })[] = [];
  for (const { key, report: given } of reports) {
    const receipt = await doorstep.report(
      { ...given, unit: unitId(given.unit), reporter: personId(given.reporter) },
      { key },
    );
    receipts.push({ key, ...receipt });
    if (!session.json) session.io.out(session.words.reported(receipt.issue, receipt.repeated));
  }
  if (session.json) session.answer({ reports: receipts }, () => '');
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new DoorstepError('REPORTS_UNREADABLE', `${file} can't be read: ${(cause as Error).message}`, {
      place: { file },
      cause,
    });
  }
}
