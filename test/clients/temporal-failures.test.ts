import * as temporal from '@temporalio/client';
import { meaningOf } from '../../clients/sdk/temporal/failures';

const meaning = (error: unknown) => meaningOf({ temporal }, error);
const refusal = (type: string, details: unknown) =>
  new temporal.WorkflowUpdateFailedError(
    'Workflow Update failed',
    temporal.ApplicationFailure.nonRetryable('No.', type, details),
  );
const grpc = (code: number, details = '') =>
  new temporal.ServiceError('x', { cause: Object.assign(new Error(details), { code, details, metadata: {} }) });

describe('what an error of Temporal means to a caller', () => {
  test('a refusal of the rules keeps its code, its sentence and what is allowed', () => {
    expect(
      meaning(refusal('NOT_IN_THIS_STAGE', { code: 'NOT_IN_THIS_STAGE', message: 'No.', allowed: ['handle'] })),
    ).toMatchObject({
      kind: 'answer',
      error: { code: 'NOT_IN_THIS_STAGE', message: 'No.', details: { allowed: ['handle'] } },
    });
  });

  test('a failure without one of our codes is a fault of the engine, and is not tried again', () => {
    expect(meaning(refusal('TypeError', undefined))).toMatchObject({
      kind: 'answer',
      error: { code: 'ENGINE_FAULT', message: 'The engine failed: No.' },
    });
  });

  test('a run that is over or unknown takes no command: the next attempt starts a new one', () => {
    expect(meaning(new temporal.WorkflowNotFoundError('gone', 'issue/x', undefined)).kind).toBe('ended');
    expect(meaning(refusal('AcceptedUpdateCompletedWorkflow', undefined)).kind).toBe('ended');
    expect(meaning(refusal('UnprocessedUpdate', undefined)).kind).toBe('trouble');
  });

  test.each([
    [4, 'DEADLINE_EXCEEDED'],
    [8, 'RESOURCE_EXHAUSTED'],
    [10, 'ABORTED'],
    [14, 'UNAVAILABLE'],
  ])('gRPC %i (%s) is trouble that passes', (code) => {
    expect(meaning(grpc(code)).kind).toBe('trouble');
  });

  test.each([
    [3, 'INVALID_ARGUMENT'],
    [7, 'PERMISSION_DENIED'],
    [16, 'UNAUTHENTICATED'],
  ])('gRPC %i (%s) gets the same answer however often it is asked', (code) => {
    expect(meaning(grpc(code))).toMatchObject({ kind: 'answer', error: { code: 'ENGINE_FAULT' } });
  });

  test('an attempt that hung until its deadline is tried again', () => {
    expect(meaning(new temporal.WorkflowUpdateRPCTimeoutOrCancelledError('late')).kind).toBe('trouble');
  });
});
