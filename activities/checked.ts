import { ApplicationFailure } from '@temporalio/activity';
import { DoorstepError } from '../contracts/errors';

/**
 * What the documents refuse stays refused however often it is tried; so do rules that passed loading and can't be worked out
 * here, which the rules say with a RangeError.
 */
export function checked<T>(check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (error instanceof RangeError)
      throw ApplicationFailure.nonRetryable(`No rules can be worked out here: ${error.message}`, 'PROCEDURE_INVALID');
    if (!(error instanceof DoorstepError)) throw error;
    throw ApplicationFailure.nonRetryable(error.message, error.code, { ...error.details, remedy: error.remedy });
  }
}
