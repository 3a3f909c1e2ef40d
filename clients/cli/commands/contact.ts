/** Where people are reached beyond the inbox. Addresses come from stdin or a file, and only a mask of them is shown. */
import { readFileSync } from 'node:fs';
import { CHANNELS, type Channel } from '../../../contracts/channels';
import { dataFolder } from '../../../contracts/connections';
import { DoorstepError } from '../../../contracts/errors';
import { personOf } from '../../../domain/directory/directory';
import { masked, parseAddress } from '../../../store/contacts/address';
import { findMasterKeys, makeMasterKeys, type MasterKeys } from '../../../store/contacts/master-key';
import { personId, type PersonId } from '../../sdk';
import { choiceArgument } from '../arguments';
import type { Io, Session } from '../session';
import { table } from '../show/table';
import { contactWords } from './contact-words';
import { noticesWords } from './notices-words';

/** Throws what the address and the key are refused by. */
export async function contactSet(
  session: Session,
  name: string,
  written: string,
  options: { readonly file?: string },
): Promise<void> {
  const channel = channelArgument(written);
  const { channels } = await session.doorstep();
  const person = someone(session, name);
  const words = contactWords[session.lang];
  const text = await addressText(session.io, options.file, words.ask);
  const address = parseAddress(channel, text);
  await channels.setContacts(await keysToSealWith(session), [{ person, address }]);
  // A secret that was typed is known already; one that was made here is shown this once.
  const made = address.channel === 'webhook' && !text.includes('whsec_') ? (address.secrets[0] ?? null) : null;
  session.answer({ person, channel, address: masked(address), ...(made === null ? {} : { secret: made }) }, () =>
    [
      words.set({
        person: session.names().person(person),
        channel: words.channel[channel],
        address: masked(address),
      }),
      ...(made === null ? [] : [words.secret(made)]),
    ].join('\n'),
  );
}

export async function contactList(session: Session, name: string | undefined): Promise<void> {
  const { channels } = await session.doorstep();
  const keys = findMasterKeys(session.io.env, dataFolder(session.io.env));
  const found = (await channels.contacts(keys)).filter(({ person }) => name === undefined || person === name);
  const contacts = found.map(({ address, ...contact }) => ({
    ...contact,
    address: address === null ? null : masked(address),
  }));
  session.answer({ contacts }, () => {
    const words = contactWords[session.lang];
    if (contacts.length === 0) return words.none;
    const clock = session.clock();
    const reasons: Readonly<Record<string, string>> = noticesWords[session.lang].reason;
    const { person, channel, address, changed, note } = words.column;
    return table(
      [person, channel, address, changed, note],
      contacts.map((contact) => [
        session.names().person(contact.person),
        words.channel[contact.channel],
        contact.address ?? words.sealed,
        clock.local(contact.changedAtMs),
        contact.disabledAtMs === null
          ? ''
          : words.disabled({
              since: clock.local(contact.disabledAtMs),
              reason: reasons[contact.disabledReason ?? ''] ?? contact.disabledReason ?? '',
            }),
      ]),
    );
  });
}

/** Throws CONTACT_UNKNOWN. */
export async function contactRemove(session: Session, name: string, written: string): Promise<void> {
  const channel = channelArgument(written);
  const person = personId(name);
  const { channels } = await session.doorstep();
  if (!(await channels.removeContact(person, channel))) throw unknown(`${person} has no contact for ${channel}.`);
  const words = contactWords[session.lang];
  session.answer({ person, channel, removed: true }, () =>
    words.removed({ person: session.names().person(person), channel: words.channel[channel] }),
  );
}

/** For somebody who leaves: nothing that was sealed for them opens again. Throws CONTACT_UNKNOWN. */
export async function contactErase(session: Session, name: string): Promise<void> {
  const person = personId(name);
  const { channels } = await session.doorstep();
  if (!(await channels.eraseContacts(person))) throw unknown(`${person} has no contacts.`);
  session.answer({ person, erased: true }, () => contactWords[session.lang].erased(session.names().person(person)));
}

/**
 * The key at hand, made when contacts are entered for the first time. Where there are contacts and no key, another key would
 * hide that the first one is lost: CONTACT_KEY_UNFIT.
 */
export async function keysToSealWith(session: Session): Promise<MasterKeys> {
  const { env } = session.io;
  const found = findMasterKeys(env, dataFolder(env));
  if (found !== undefined) return found;
  const { channels } = await session.doorstep();
  if ((await channels.contacts(undefined)).length > 0)
    throw new DoorstepError('CONTACT_KEY_UNFIT', 'There are contacts, and the key that opens them is not here.');
  return makeMasterKeys(env, dataFolder(env));
}

export const channelArgument = (written: string): Channel => choiceArgument('channel', written, CHANNELS);

/** Throws PERSON_UNKNOWN: nobody would ever be told by the contact of a mistyped name. */
export function someone(session: Session, name: string): PersonId {
  const person = personId(name);
  const policies = session.policies();
  if (policies !== null) personOf(policies, person, 'person');
  return person;
}

async function addressText(io: Io, file: string | undefined, question: string): Promise<string> {
  if (file !== undefined && file !== '-') return textOf(file);
  if (file === undefined && io.ask !== undefined) return io.ask(question);
  return (await io.stdin?.()) ?? '';
}

/** Throws ARGUMENT_INVALID. */
export function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    throw new DoorstepError('ARGUMENT_INVALID', `${file} can't be read (${code}).`, { place: { file }, cause });
  }
}

const unknown = (message: string): DoorstepError => new DoorstepError('CONTACT_UNKNOWN', message);
