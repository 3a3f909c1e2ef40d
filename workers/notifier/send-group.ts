/** What is due for one person on one channel, from the claim to the messages: each notice withheld, held back, or sent. */
import { randomBytes } from 'node:crypto';
import type { BundleKind } from '../../contracts/channels';
import { openContact, storeAlone, storeBundle, type ClaimedDelivery, type MasterKeys } from '../../store';
import type { Sender } from '../channels';
import { attempt, type AttemptOptions, type Destination, type Sending } from './attempt';
import { awake, inManners, wanted, type HoldOptions } from './hold-back';
import { giveUp, wait } from './onward';

export interface GroupOptions extends AttemptOptions, HoldOptions {
  readonly masterKeys: () => MasterKeys | undefined;
}

/** As many as can be too few for a bundle, so that one round of them, well within the lease, is all there is. */
const AT_ONCE = 8;
/** How long a delivery waits whose contact can't be opened: until somebody has put the key back. */
const KEY_MS = 60_000;

/** @param group all of one recipient, under one claim */
export async function sendGroup(
  options: GroupOptions,
  sender: Sender,
  group: readonly ClaimedDelivery[],
): Promise<void> {
  const due = await awake(options, await wanted(options, group));
  // What was begun before stays the message that it was: whether it went out nobody knows.
  const isBegun = ({ bundle, isAlone }: ClaimedDelivery): boolean => bundle !== null || isAlone;
  const begun = due.filter(isBegun);
  const digest = due.filter((one) => !isBegun(one) && one.isDigest);
  const fresh = due.filter((one) => !isBegun(one) && !one.isDigest);
  const { together, alone } = await inManners(options, fresh);
  const destination = await destinationOf(options, sender, [...begun, ...digest, ...together, ...alone]);
  if (destination === undefined) return;
  const { endpoint } = destination;
  let sendings: readonly Sending[] = [];
  try {
    sendings = [
      ...asBegun(begun),
      ...(await stored(options, 'digest', digest)),
      ...(await stored(options, 'bundle', together)),
      ...(await storeAlone(options.database, alone)).map(single),
    ];
  } finally {
    // The endpoint may be waiting for a probe, which this is not any more.
    if (sendings.length === 0) options.circuits.forgo(endpoint);
  }
  for (let first = 0; first < sendings.length; first += AT_ONCE)
    await Promise.all(
      sendings.slice(first, first + AT_ONCE).map((sending) => {
        // The first was let through together with the question where it goes; each other one asks for itself.
        const waitMs = sending === sendings[0] ? 0 : options.circuits.waitMs(endpoint);
        return waitMs > 0 ? wait(options, sending, 'resting', waitMs) : attempt(options, sender, sending, destination);
      }),
    );
}

const single = (one: ClaimedDelivery): Sending => ({ bundle: null, members: [one] });

/** Where all of it goes. When that is nowhere, or nowhere now, it is given up or waits, and nothing of it is begun. */
async function destinationOf(
  options: GroupOptions,
  sender: Sender,
  due: readonly ClaimedDelivery[],
): Promise<Destination | undefined> {
  const [first] = due;
  if (first === undefined) return undefined;
  const { circuits, masterKeys, log } = options;
  const { contact, isDisabled, channel, issue } = first;
  const each = async (act: (sending: Sending) => Promise<void>): Promise<undefined> => {
    for (const sending of [...asBegun(due.filter(({ bundle }) => bundle !== null)), ...freshOf(due)])
      await act(sending);
    return undefined;
  };
  if (contact === null) return each((sending) => giveUp(options, sending, 'no-contact'));
  if (isDisabled) return each((sending) => giveUp(options, sending, 'gone'));
  const keys = masterKeys();
  const address = keys === undefined ? undefined : openContact(keys, contact);
  if (address === undefined) {
    log.error({ issue, channel }, 'the key at hand does not open a contact');
    return each((sending) => wait(options, sending, 'key-unfit', KEY_MS));
  }
  const endpoint = `${channel} ${sender.endpointOf(address)}`;
  const waitMs = circuits.waitMs(endpoint);
  if (waitMs > 0) return each((sending) => wait(options, sending, 'resting', waitMs));
  return { address, endpoint };
}

/** As if they were one: they are handed on, or wait, in the same way. */
function freshOf(due: readonly ClaimedDelivery[]): readonly Sending[] {
  const [first, ...others] = due.filter(({ bundle }) => bundle === null);
  return first === undefined ? [] : [{ bundle: null, members: [first, ...others] }];
}

/** Short, and never the same twice. */
const newId = (kind: BundleKind): string => `${kind}-${randomBytes(12).toString('base64url')}`;

/** What it holds is written down before it goes out: a repeat is the same message. */
async function stored(
  { database }: GroupOptions,
  kind: BundleKind,
  members: readonly ClaimedDelivery[],
): Promise<readonly Sending[]> {
  if (members.length === 0) return [];
  const bundle = { id: newId(kind), kind, madeAtMs: Date.now() };
  const [first, ...others] = await storeBundle(database, bundle, members);
  return first === undefined ? [] : [{ bundle, members: [first, ...others] }];
}

function asBegun(begun: readonly ClaimedDelivery[]): readonly Sending[] {
  const byId = new Map<string, [ClaimedDelivery, ...ClaimedDelivery[]]>();
  for (const one of begun) {
    if (one.bundle === null) continue;
    const members = byId.get(one.bundle.id);
    if (members === undefined) byId.set(one.bundle.id, [one]);
    else members.push(one);
  }
  return [
    ...[...byId.values()].map((members): Sending => ({ bundle: members[0].bundle, members })),
    ...begun.filter(({ bundle }) => bundle === null).map(single),
  ];
}
