/** What an address is known by where it must not be readable: a hash that only whoever has the master key can work out. */
import { createHmac } from 'node:crypto';
import type { Address } from './address';
import type { MasterKey } from './master-key';

/** A number is the same whether it is written to or called; of mail, capitals make no difference anywhere that matters. */
export function addressName(address: Address): string | undefined {
  switch (address.channel) {
    case 'email':
      return `mailto:${address.address.toLowerCase()}`;
    case 'sms':
    case 'phone':
      return `tel:${address.number}`;
    case 'webhook':
    case 'robot':
      return undefined;
    default:
      return address satisfies never;
  }
}

/** Undefined for what is no person's address but a program's. */
export function addressFingerprint({ key }: MasterKey, address: Address): Buffer | undefined {
  const name = addressName(address);
  return name === undefined
    ? undefined
    : createHmac('sha256', key).update(`doorstep contact fingerprint\n${name}`).digest();
}
