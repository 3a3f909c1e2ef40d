import type { Migration } from 'kysely';
import * as log from './0001-log';
import * as append from './0002-append';
import * as noticesByAge from './0003-notices-by-age';
import * as statistics from './0004-statistics';
import * as statisticsOfPractice from './0005-statistics-of-practice';
import * as appendMovesTheMatter from './0006-append-moves-the-matter';
import * as linkedIssues from './0007-linked-issues';
import * as directory from './0008-directory';
import * as deliveries from './0009-deliveries';
import * as heldIssues from './0010-held-issues';
import * as bundles from './0011-bundles';
import * as notTold from './0012-not-told';
import * as actionLinks from './0013-action-links';
import * as identity from './0014-identity';
import * as search from './0015-search';
import * as open311 from './0016-open311';
import * as evidence from './0017-evidence';
import * as coverageGaps from './0018-coverage-gaps';
import * as sealedWords from './0019-sealed-words';
import * as erasure from './0020-erasure';
import * as decisionReminders from './0021-decision-reminders';
import * as gapsOfCompetence from './0022-gaps-of-competence';
import * as placesNearNothing from './0023-places-near-nothing';
import * as reportCodes from './0024-report-codes';
import * as lessReadingOfStates from './0025-less-reading-of-states';
import * as sealedLocations from './0026-sealed-locations';
import * as eventsByActor from './0027-events-by-actor';
import * as oneIndexByReporter from './0028-one-index-by-reporter';

/** Every migration in order. Applied ones are never edited: a change is a new file. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-log': log,
  '0002-append': append,
  '0003-notices-by-age': noticesByAge,
  '0004-statistics': statistics,
  '0005-statistics-of-practice': statisticsOfPractice,
  '0006-append-moves-the-matter': appendMovesTheMatter,
  '0007-linked-issues': linkedIssues,
  '0008-directory': directory,
  '0009-deliveries': deliveries,
  '0010-held-issues': heldIssues,
  '0011-bundles': bundles,
  '0012-not-told': notTold,
  '0013-action-links': actionLinks,
  '0014-identity': identity,
  '0015-search': search,
  '0016-open311': open311,
  '0017-evidence': evidence,
  '0018-coverage-gaps': coverageGaps,
  '0019-sealed-words': sealedWords,
  '0020-erasure': erasure,
  '0021-decision-reminders': decisionReminders,
  '0022-gaps-of-competence': gapsOfCompetence,
  '0023-places-near-nothing': placesNearNothing,
  '0024-report-codes': reportCodes,
  '0025-less-reading-of-states': lessReadingOfStates,
  '0026-sealed-locations': sealedLocations,
  '0027-events-by-actor': eventsByActor,
  '0028-one-index-by-reporter': oneIndexByReporter,
};
