/** Duty straight from the place: its documents on disk, with the directory of the store. */
import { DoorstepError } from '../../../contracts/errors';
import type { Span } from '../../../domain';
import type { Policies } from '../../../domain/procedure/policies';
import type * as Place from '../../../policies/place';
import type { LivePolicies } from '../../../policies/place';
import type * as Read from '../../../policies/read';
import type { Database } from '../../../store';
import { personId } from '../ids';
import type { Lazy } from '../lazy';
import { readsFrom, type Opened } from '../reading/from-database';
import { unlessAborted } from '../within';
import type * as Answers from './answers';
import { checkedDuty, checkedWeeks } from './check';
import type { DutyClient } from './duty';

/** @param folder of the documents; as the environment or the running stack names it when left out */
export function dutyClient(opened: Lazy<Opened> | null, budgetMs: Span, folder: string | undefined): DutyClient {
  let live: LivePolicies | undefined;
  const place = async (): Promise<Policies> => {
    if (opened === null)
      throw new DoorstepError('SERVER_NOT_NAMED', 'Duty is read from PostgreSQL, and its address is not known.', {
        place: { field: 'databaseUrl' },
      });
    return readsFrom(
      opened,
      budgetMs,
    )(({ database }) => {
      live ??= livePoliciesOf(database, folder);
      return live.at(Date.now());
    });
  };
  return {
    read: async (query, { atMs, signal } = {}) => {
      const asked = checkedDuty(query, atMs);
      return answers().dutyIn(await unlessAborted(signal, place()), asked, atMs ?? Date.now());
    },
    coverage: async ({ weeks, signal } = {}) => {
      const asked = checkedWeeks(weeks);
      return answers().coverageIn(await unlessAborted(signal, place()), Date.now(), asked);
    },
    shifts: async (person, { weeks, signal } = {}) => {
      const [id, asked] = [personId(person), checkedWeeks(weeks)];
      return answers().shiftsIn(await unlessAborted(signal, place()), id, Date.now(), asked);
    },
  };
}

// eslint-disable-next-line @typescript-eslint/no-require-imports -- as below
const answers = (): typeof Answers => require('./answers') as typeof Answers;

/** Loaded at the first question: few clients ask, and the language of the documents is large. */
function livePoliciesOf(database: Database, folder: string | undefined): LivePolicies {
  /* eslint-disable @typescript-eslint/no-require-imports -- a dynamic import would be an ES module's, with a suffix */
  const { policiesInUse, readPolicies } = require('../../../policies/read') as typeof Read;
  const { livePolicies } = require('../../../policies/place') as typeof Place;
  /* eslint-enable @typescript-eslint/no-require-imports */
  return livePolicies(readPolicies(folder ?? policiesInUse(process.env)), database);
}
