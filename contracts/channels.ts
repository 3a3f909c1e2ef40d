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
  // our own: held back
  'quiet-hours',
  'collecting',
  'throttled',
  'digest',
  // our own
  'too-late',
  'unexpected',
] as const;
export type DeliveryReason = (typeof DELIVERY_REASONS)[number];

/** Why a delivery may be held back although it could go out. Kept with it when it has gone out. */
export const HOLDS = ['quiet-hours', 'collecting', 'throttled', 'digest'] as const satisfies readonly DeliveryReason[];
export type Hold = (typeof HOLDS)[number];

/** Several notices that are one message: what fell due together, or what somebody gets by the day or week. */
export const BUNDLES = ['bundle', 'digest'] as const;
export type BundleKind = (typeof BUNDLES)[number];

/** The channels on which a digest makes sense: there is room to read. */
export const DIGEST_CHANNELS = ['email', 'webhook', 'robot'] as const satisfies readonly Channel[];
