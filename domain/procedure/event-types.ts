/** The types of all events, for documents that name them. */
import type { EventType } from '../kernel/event';
import { eventAppliers } from '../kernel/registry';

export const EVENT_TYPES = Object.keys(eventAppliers) as [EventType, ...EventType[]];
