/**
 * Which hosts a webhook may lead to. Whoever can enter an address must not reach what only this machine can reach, so
 * addresses that are private, local or reserved are refused, unless an operator allows them. The check is made with the
 * address to which the connection goes, when it goes there: a name that means another address by then gains nothing.
 */
import { lookup as resolve, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { DoorstepError } from '../../contracts/errors';

export class AddressRefused extends Error {
  readonly code = 'ADDRESS_REFUSED';
}

export interface Guard {
  /** As `node:net` takes it. Fails with AddressRefused when the name means a refused address. */
  readonly lookup: LookupFunction;
  /** Throws AddressRefused for a host that is an address itself, which is never looked up. */
  checkHost(hostname: string): void;
  /** Whether an operator has named the host. */
  isAllowed(hostname: string): boolean;
}

const VARIABLE = 'DOORSTEP_WEBHOOK_ALLOW';

/** IANA's special-purpose registries: everything that is not the public internet. */
const RESERVED: readonly string[] = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/128',
  '::1/128',
  // Translated IPv4: what it leads to is not looked at, so none of it.
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '2002::/16',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '3fff::/20',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
];

/**
 * @param allowed hosts, addresses and networks (`10.1.0.0/16`) separated by commas, as DOORSTEP_WEBHOOK_ALLOW has them.
 * Throws DoorstepError SETTING_INVALID.
 */
export function guardOf(allowed: string | undefined): Guard {
  const entries = (allowed ?? '')
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .filter(Boolean);
  const hosts = new Set(entries.filter((entry) => !isNetwork(entry)));
  const networks = listOf(entries.filter(isNetwork));
  const reserved = listOf(RESERVED);
  const isFine = (address: string): boolean =>
    holds(networks, address) || (!holds(reserved, address) && !isMapped(address));
  const isNamed = (hostname: string): boolean => hosts.has(bare(hostname).toLowerCase());
  const lookup: LookupFunction = (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
      if (error !== null) return callback(error, '', 0);
      const fine = isNamed(hostname) ? found : found.filter(({ address }) => isFine(address));
      const [first] = fine;
      if (first === undefined) return callback(new AddressRefused('the name means a private address'), '', 0);
      if (options.all === true) (callback as (error: null, found: LookupAddress[]) => void)(null, fine);
      else callback(null, first.address, first.family);
    });
  };
  return {
    lookup,
    checkHost(hostname) {
      const address = bare(hostname);
      if (isIP(address) !== 0 && !isFine(address)) throw new AddressRefused('a private address');
    },
    isAllowed: (hostname) => isNamed(hostname) || (isIP(bare(hostname)) !== 0 && holds(networks, bare(hostname))),
  };
}

/** IPv4 in the clothes of IPv6. The lists see through it, and no public server is reached by it. */
const isMapped = (address: string): boolean => /^::ffff:/i.test(address);

/** URLs write IPv6 in brackets. */
const bare = (hostname: string): string => hostname.replace(/^\[|\]$/g, '');

const isNetwork = (entry: string): boolean => isIP(bare(entry.split('/')[0] ?? '')) !== 0;

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const entry of networks) {
    const [written = '', bits] = entry.split('/');
    const address = bare(written);
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    const longest = family === 'ipv6' ? 128 : 32;
    const prefix = bits === undefined ? longest : Number(bits);
    if (!(Number.isInteger(prefix) && prefix >= 0 && prefix <= longest) || bits === '') {
      throw new DoorstepError('SETTING_INVALID', `${VARIABLE} names ${entry}, which is no network.`, {
        place: { field: VARIABLE },
      });
    }
    list.addSubnet(address, prefix, family);
  }
  return list;
}

const holds = (list: BlockList, address: string): boolean => list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
