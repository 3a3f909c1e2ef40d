/** Passwords: scrypt with parameters of OWASP, in the PHC string form, so that stronger ones can follow. */
import { randomBytes, scrypt, type ScryptOptions } from 'node:crypto';
import { DoorstepError } from '../../contracts/errors';
import { isSame } from './secrets';

/** 32 MiB and about a quarter of a second of one core (OWASP Password Storage Cheat Sheet: N=2^15, r=8, p=3). */
const NOW = { ln: 15, r: 8, p: 3 } as const;
const HASH_BYTES = 32;
const SALT_BYTES = 16;
const SHORTEST = 12;
const LONGEST = 128;

/** Each takes 32 MiB: more at once would let strangers use up the memory of the machine. */
const AT_ONCE = 2;
const WAITING = 16;

/** Throws PASSWORD_UNFIT, and never repeats it. */
export function checkPassword(password: string, account: string): void {
  const length = [...password].length;
  if (length < SHORTEST || length > LONGEST) throw unfit(`has to have ${SHORTEST} to ${LONGEST} characters`);
  if (new Set(password).size < 5) throw unfit('has too few different characters');
  if (password.toLowerCase().includes(account.toLowerCase())) throw unfit('must not contain the name of the account');
}

const unfit = (why: string): DoorstepError =>
  new DoorstepError('PASSWORD_UNFIT', `The password ${why}.`, { place: { field: 'password' } });

/** Throws BUSY when too many wait already. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(password, salt, NOW);
  return `$scrypt$ln=${NOW.ln},r=${NOW.r},p=${NOW.p}$${unpadded(salt)}$${unpadded(hash)}`;
}

/** @param kept undefined where there is no such account: the same work is done, and the answer is no. Throws BUSY. */
export async function verifyPassword(password: string, kept: string | undefined): Promise<boolean> {
  const { salt, hash, ...cost } = parse(kept ?? NOBODYS);
  const isRight = isSame(await derive(password, salt, cost), hash);
  return isRight && kept !== undefined;
}

/** It was made with less than what is used now. */
export function isOutdated(kept: string): boolean {
  const { ln, r, p } = parse(kept);
  return ln < NOW.ln || r < NOW.r || p < NOW.p;
}

interface Cost {
  readonly ln: number;
  readonly r: number;
  readonly p: number;
}

function parse(kept: string): Cost & { readonly salt: Buffer; readonly hash: Buffer } {
  const [, ln, r, p, salt, hash] = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(kept) ?? [];
  if (salt === undefined || hash === undefined) throw new RangeError('A kept password has no known form.');
  return {
    ln: Number(ln),
    r: Number(r),
    p: Number(p),
    salt: Buffer.from(salt, 'base64'),
    hash: Buffer.from(hash, 'base64'),
  };
}

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');
const NOBODYS = `$scrypt$ln=${NOW.ln},r=${NOW.r},p=${NOW.p}$${unpadded(randomBytes(SALT_BYTES))}$${unpadded(randomBytes(HASH_BYTES))}`;

let running = 0;
const queue: (() => void)[] = [];

async function derive(password: string, salt: Buffer, { ln, r, p }: Cost): Promise<Buffer> {
  if (running >= AT_ONCE) {
    if (queue.length >= WAITING)
      throw new DoorstepError('BUSY', 'Too many people sign in at this moment.', { details: { retryAfterS: 2 } });
    await new Promise<void>((resolve) => queue.push(resolve));
  } else running += 1;
  try {
    const options: ScryptOptions = { N: 2 ** ln, r, p, maxmem: 256 * 2 ** ln * r };
    return await new Promise<Buffer>((resolve, reject) =>
      // The same letters may be typed as different code points.
      scrypt(password.normalize('NFKC'), salt, HASH_BYTES, options, (error, key) =>
        error === null ? resolve(key) : reject(error),
      ),
    );
  } finally {
    // The place goes to whoever waits longest.
    const next = queue.shift();
    if (next === undefined) running -= 1;
    else next();
  }
}
