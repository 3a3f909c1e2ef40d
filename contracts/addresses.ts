/** The forms that addresses of servers have. A slip of the pen is told from a server that is away. */
import { DoorstepError } from './errors';

export type AddressVariable = 'DATABASE_URL' | 'NATS_URL' | 'TEMPORAL_ADDRESS';

const FORMS: Readonly<Record<AddressVariable, { readonly form: string; readonly fits: (text: string) => boolean }>> = {
  DATABASE_URL: {
    form: 'postgres://user:password@host:port/database',
    fits: (text) => /^postgres(ql)?:\/\/\/*[^\s#/][^\s#]*$/.test(text) && URL.canParse(text),
  },
  NATS_URL: {
    form: 'host:port or nats://user:password@host:port, several separated by commas',
    fits: (text) => text.split(',').every((server) => isHost(server.trim().replace(/^(nats|tls):\/\/([^@]*@)?/, ''))),
  },
  TEMPORAL_ADDRESS: { form: 'host:port', fits: isHost },
};

/**
 * The address that the environment names, if it names one. Throws SETTING_INVALID with the variable and the form it has
 * to have; the value is not repeated, for it may hold a password.
 */
export function namedAddress(env: NodeJS.ProcessEnv, variable: AddressVariable): string | undefined {
  const text = env[variable];
  if (!text) return undefined;
  const { form, fits } = FORMS[variable];
  if (fits(text)) return text;
  throw new DoorstepError('SETTING_INVALID', `${variable} does not have the form ${form}.`, {
    place: { field: variable },
  });
}

/** A name or an address, and a port where one is given. */
function isHost(text: string): boolean {
  const [, port] = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::(\d{1,5}))?$/i.exec(text) ?? [undefined, 'none'];
  return port === undefined || (Number(port) >= 1 && Number(port) <= 65_535);
}
