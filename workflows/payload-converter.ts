/**
 * Temporal decodes the arguments of a signal before any code of ours sees them, and one that can't be decoded would fail
 * every task of its issue for good. Here it becomes null, which the door refuses like any other malformed command.
 */
import { defaultPayloadConverter, type Payload, type PayloadConverter } from '@temporalio/common';

export const payloadConverter: PayloadConverter = {
  toPayload: (value) => defaultPayloadConverter.toPayload(value),
  fromPayload: <T>(payload: Payload): T => {
    try {
      return defaultPayloadConverter.fromPayload<T>(payload);
    } catch {
      return null as T;
    }
  },
};
