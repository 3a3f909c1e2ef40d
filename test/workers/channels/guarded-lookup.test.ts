/** Where a webhook may not lead. */
import { guardOf } from '../../../workers/channels/guarded-lookup';

const refused = (hostname: string, allowed?: string): boolean => {
  try {
    guardOf(allowed).checkHost(hostname);
    return false;
  } catch {
    return true;
  }
};
const lookUp = (hostname: string, allowed?: string): Promise<string> =>
  new Promise((resolve, reject) =>
    guardOf(allowed).lookup(hostname, { all: false }, (error, address) =>
      error === null && typeof address === 'string' ? resolve(address) : reject(error ?? new Error('a list')),
    ),
  );

it.each([
  '127.0.0.1',
  '127.8.9.10',
  '10.1.2.3',
  '172.31.255.255',
  '192.168.0.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '[::1]',
  '[::]',
  '[fe80::1]',
  '[fd00::1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:8.8.8.8]',
  '[64:ff9b::7f00:1]',
  '[2002:7f00:1::]',
])('%s is refused', (host) => expect(refused(new URL(`https://${host}/`).hostname)).toBe(true));

it.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '[2606:4700::1111]'])('%s is public', (host) =>
  expect(refused(new URL(`https://${host}/`).hostname)).toBe(false),
);

it.each([
  ['0x7f000001', true],
  ['2130706433', true],
  ['0177.0.0.1', true],
])('a URL that writes 127.0.0.1 as %s is refused too', (host, is) =>
  expect(refused(new URL(`https://${host}/`).hostname)).toBe(is),
);

it('an operator may allow a host, an address or a network', async () => {
  expect(refused('127.0.0.1', '127.0.0.1')).toBe(false);
  expect(refused('127.0.0.2', '127.0.0.1')).toBe(true);
  expect(refused('10.9.8.7', ' 192.168.0.0/16, 10.0.0.0/8')).toBe(false);
  expect(refused('fd00::5', 'fd00::/8')).toBe(false);
  expect(await lookUp('localhost', 'localhost')).toMatch(/^(127\.0\.0\.1|::1)$/);
  expect(await lookUp('localhost', '127.0.0.0/8,::1')).toMatch(/^(127\.0\.0\.1|::1)$/);
});

it('a name that means a private address is refused when it is looked up', async () => {
  await expect(lookUp('localhost')).rejects.toMatchObject({ code: 'ADDRESS_REFUSED' });
  await expect(lookUp('localhost', 'elsewhere.example.org')).rejects.toMatchObject({ code: 'ADDRESS_REFUSED' });
});

it('a network that is none is refused at the start', () => {
  for (const wrong of ['10.0.0.0/33', '10.0.0.0/', 'fd00::/129', '10.0.0.0/8x'])
    expect(() => guardOf(wrong)).toThrow(expect.objectContaining({ code: 'SETTING_INVALID' }) as Error);
});
