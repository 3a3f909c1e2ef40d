import type { Channel as Listed } from '../domain/directory/staffing';

/** The ways in which a person can be told beyond the inbox, which everybody has. */
export const CHANNELS = ['webhook', 'robot', 'email', 'sms', 'phone'] as const satisfies readonly Exclude<
  Listed,
  'inbox'
>[];
export type Channel = (typeof CHANNELS)[number];

export const DELIVERY_STATES = ['queued', 'sent', 'delivered', 'read', 'acted', 'failed', 'withheld'] as const;
/**
 * queued: to be sent, or to be sent again · sent: the next server took it · delivered: it is where its reader finds it ·
 * read and acted: by a receipt · failed: given up on this channel · withheld: not sent, for a reason.
 */
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** Why a delivery was withheld, failed, or waits to be tried again. A word, never a text of somebody else. */
export const DELIVERY_REASONS = [
  // withheld
  'read',
  'read-elsewhere',
  'told-elsewhere',
  'settled',
  // nobody to send to
  'no-contact',
  'gone',
  'not-served',
  'key-unfit',
  // the other side
  'address-refused',
  'unreachable',
  'timed-out',
  'tls-failed',
  'redirected',
  'refused',
  'server-failed',
  'answer-unfit',
  'busy',
  'resting',
  'login-failed',
  // our own
  'quiet-hours',
  'too-late',
  'unexpected',
] as const;
export type DeliveryReason = (typeof DELIVERY_REASONS)[number];
