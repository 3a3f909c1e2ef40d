/** Every scenario, in the order in which they are run. */
import type { Scenario } from '../scenario';
import { alternatives } from './alternatives';
import { bulk } from './bulk';
import { directory } from './directory';
import { imports } from './import';
import { lateness } from './lateness';
import { holidayEnd } from './holiday-end';
import { httpCalls } from './http-calls';
import { httpEvents } from './http-events';
import { httpList } from './http-list';
import { latency } from './latency';
import { lifeCycles } from './life-cycles';
import { memory } from './memory';
import { notices } from './notices';
import { race } from './race';
import { recovery } from './recovery';
import { storage } from './storage';
import { targetLookup } from './target-lookup';

export const scenarios: readonly Scenario[] = [
  lifeCycles,
  latency,
  lateness,
  storage,
  memory,
  recovery,
  directory,
  targetLookup,
  notices,
  httpCalls,
  bulk,
  httpList,
  httpEvents,
];
/** Run only when named. */
export const onRequest: readonly Scenario[] = [alternatives, holidayEnd, imports, race];
