/** Who reports that nobody will be on duty somewhere, and as what. */
import type { PersonId } from '../domain';

/** The engine itself: it holds no post and is in no directory. */
export const DUTY_WATCH = 'duty-watch' as PersonId;
/** A place whose community has this category has gaps put before the people above; without it they are logged and counted. */
export const COVERAGE_CATEGORY = 'coverage';
