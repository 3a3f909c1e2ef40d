/** The code: six digits, and what is kept of it and of the address that it proves. */
import { createHmac, randomInt } from 'node:crypto';
import type { Channel } from '../../contracts/channels';
import type { Address, MasterKey } from '../contacts';
import { addressName } from '../contacts/fingerprint';

/** By which channels a code can go: what a person reads where nobody else does. */
export const CODE_CHANNELS = ['sms', 'email'] as const satisfies readonly Channel[];
export type CodeChannel = (typeof CODE_CHANNELS)[number];
export const isCodeChannel = (channel: Channel): channel is CodeChannel => CODE_CHANNELS.some((one) => one === channel);

export type CodeAddress = Extract<Address, { channel: 'email' | 'sms' | 'phone' }> & { readonly channel: CodeChannel };

export const CODE_TERMS = {
  /** How long a code is good. */
  validMs: 600_000,
  /** No sooner is another one made for the same address. */
  againMs: 60_000,
  /** Wrong ones until it is good for nothing. */
  wrongTries: 5,
} as const;

/** Each of a million as likely as any other. */
export const makeCode = (): string => String(randomInt(1_000_000)).padStart(6, '0');

/** What is worked out with one master key; each with a key of its own purpose. */
export interface CodeKeys {
  /** The same for the same address, by whichever channel. */
  readonly addressHash: (address: CodeAddress) => Buffer;
  /** @param letter the name of the letter that brings the code: a hash is good for one code only */
  readonly codeHash: (letter: string, code: string) => Buffer;
  /** Seals the letter until it is sent. */
  readonly letterKey: Buffer;
}

export function codeKeys({ key }: MasterKey): CodeKeys {
  const derived = (purpose: string): Buffer =>
    createHmac('sha256', key).update(`doorstep report code\n${purpose}`).digest();
  const [ofAddress, ofCode] = [derived('address'), derived('code')];
  return {
    addressHash: (address) =>
      createHmac('sha256', ofAddress)
        .update(addressName(address) ?? '')
        .digest(),
    codeHash: (letter, code) => createHmac('sha256', ofCode).update(`${letter}\n${code}`).digest(),
    letterKey: derived('letter'),
  };
}
