/** Where people reach this installation from outside, for links in what is sent to them. */
import { isIP } from 'node:net';
import { DoorstepError } from './errors';

const VARIABLE = 'DOORSTEP_PUBLIC_URL';

/**
 * DOORSTEP_PUBLIC_URL, for example https://doorstep.example.org, without a slash at its end; undefined when it is not set.
 * A link is as good as a signature, so it goes over TLS unless it leads to this machine. Throws DoorstepError SETTING_INVALID.
 */
export function publicUrl(env: NodeJS.ProcessEnv): string | undefined {
  const written = env[VARIABLE];
  if (!written) return undefined;
  const url = URL.canParse(written) ? new URL(written) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) throw wrong('is no https URL');
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw wrong('has more than a host, a port and a path');
  if (url.protocol === 'http:' && !isLoopback(url.hostname))
    throw wrong('has to begin with https:, unless it names this machine');
  return url.href.replace(/\/+$/, '');
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || (isIP(host) === 4 && host.startsWith('127.'));

const wrong = (what: string): DoorstepError =>
  new DoorstepError('SETTING_INVALID', `${VARIABLE} ${what}.`, { place: { field: VARIABLE } });
