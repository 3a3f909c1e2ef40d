/** Who may report a matter, as its procedure has it. */
import { DoorstepError } from '../../contracts/errors';
import { REPORTERS, type Reporter } from '../procedure/procedure';
import { procedureFor, type Matter, type Rulebook } from './pin';

const ONLY: Readonly<Record<Exclude<Reporter, 'anonymous'>, string>> = {
  code: 'from somebody who has proven by a one-time code where they are reached, or has signed in',
  'signed-in': 'from somebody who has signed in',
};

/**
 * Asked where a report comes in, before anything is stored: what was taken stays, whatever its procedure says later.
 * @param known how much is known of whoever reports
 * Throws DoorstepError REPORTER_TOO_LITTLE_KNOWN, CATEGORY_UNKNOWN and SEVERITY_UNKNOWN.
 */
export function checkReporter(
  policies: Rulebook,
  { category, severity }: Pick<Matter, 'category' | 'severity'>,
  known: Reporter,
): void {
  const { reporter } = procedureFor(policies, category, severity);
  if (reporter === undefined || REPORTERS.indexOf(known) >= REPORTERS.indexOf(reporter)) return;
  throw new DoorstepError(
    'REPORTER_TOO_LITTLE_KNOWN',
    `Reports of the category ${category} are taken only ${ONLY[reporter]}.`,
    { place: { field: 'category' } },
  );
}
