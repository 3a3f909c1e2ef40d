/** Sealing, keys and the forms of addresses. */
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { CHANNELS } from '../../../contracts/channels';
import { addressFrom, addressText, masked, parseAddress } from '../../../store/contacts/address';
import { findMasterKeys, makeMasterKeys, masterKeyFile } from '../../../store/contacts/master-key';
import { seal, unseal } from '../../../store/contacts/seal';

const key = Buffer.alloc(32, 7);

it('opens with the same key and the same owner only, and no changed bit goes unnoticed', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(), (bytes, at) => {
      const sealed = seal(key, 'a', Buffer.from(bytes));
      expect(unseal(key, 'a', sealed)).toEqual(Buffer.from(bytes));
      expect(unseal(key, 'b', sealed)).toBeUndefined();
      expect(unseal(Buffer.alloc(32, 8), 'a', sealed)).toBeUndefined();
      const broken = Buffer.from(sealed);
      const place = at % broken.length;
      broken[place] = (broken[place] ?? 0) ^ 1;
      expect(unseal(key, 'a', broken)).toBeUndefined();
    }),
  );
  expect(unseal(key, 'a', Buffer.alloc(5))).toBeUndefined();
  expect(seal(key, 'a', Buffer.from('x'))).not.toEqual(seal(key, 'a', Buffer.from('x')));
});

describe('the master key', () => {
  let folder = '';
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'doorstep-key-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is made once, for its owner only, and found again', () => {
    expect(findMasterKeys({}, folder)).toBeUndefined();
    const made = makeMasterKeys({}, folder);
    expect(makeMasterKeys({}, folder)).toEqual(made);
    expect(findMasterKeys({}, folder)).toEqual(made);
    expect(statSync(masterKeyFile(folder)).mode & 0o777).toBe(0o600);
  });

  it('is taken from the environment first; several open, the first seals', () => {
    const [a, b] = [1, 2].map((n) => Buffer.alloc(32, n).toString('base64'));
    const keys = findMasterKeys({ DOORSTEP_MASTER_KEY: `${a}, ${b}` }, folder);
    expect(keys?.map(({ key: [first] }) => first)).toEqual([1, 2]);
    expect(new Set(keys?.map(({ id }) => id)).size).toBe(2);
  });

  it('is what a program prints that asks a KMS, and its failures tell nothing of it', () => {
    const good = Buffer.alloc(32, 3).toString('base64');
    const program = (name: string, script: string): NodeJS.ProcessEnv => {
      const file = join(folder, name);
      writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o700 });
      return { DOORSTEP_MASTER_KEY_COMMAND: `${file} one two` };
    };
    const keys = findMasterKeys(program('good', `[ "$2" = two ] && echo ${good}`), folder);
    expect(keys?.map(({ key: found }) => found.toString('base64'))).toStrictEqual([good]);
    // A key that is set goes before.
    const set = Buffer.alloc(32, 4).toString('base64');
    expect(findMasterKeys({ ...program('good', 'exit 1'), DOORSTEP_MASTER_KEY: set }, folder)?.[0].key[0]).toBe(4);
    for (const [name, script, why] of [
      ['fails', `echo ${good}; exit 3`, 'exit code 3'],
      ['babbles', 'echo secret-half', 'something else'],
    ] as const)
      try {
        findMasterKeys(program(name, script), folder);
        throw new Error('It was taken.');
      } catch (error) {
        expect(error).toMatchObject({ code: 'CONTACT_KEY_UNFIT', place: { field: 'DOORSTEP_MASTER_KEY_COMMAND' } });
        expect(String(error)).toContain(why);
        expect(JSON.stringify(error) + String(error) + String((error as Error).cause)).not.toMatch(/secret-half|AwMD/);
      }
    expect(() => findMasterKeys({ DOORSTEP_MASTER_KEY_COMMAND: join(folder, 'none') }, folder)).toThrow('ENOENT');
  });

  it('is refused when it is no key, without a word of it', () => {
    const short = Buffer.alloc(31, 5).toString('base64');
    for (const wrong of [short, 'not base64!', ','])
      expect(() => findMasterKeys({ DOORSTEP_MASTER_KEY: wrong }, folder)).toThrow(
        expect.objectContaining({
          code: 'SETTING_INVALID',
          message: expect.not.stringContaining(wrong) as string,
        }) as Error,
      );
    writeFileSync(masterKeyFile(folder), short);
    chmodSync(masterKeyFile(folder), 0o600);
    expect(() => findMasterKeys({}, folder)).toThrow(expect.objectContaining({ code: 'CONTACT_KEY_UNFIT' }) as Error);
  });
});

describe('addresses', () => {
  const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

  it.each([
    ['email', 'zhang.wei+duty@mail.example.org', 'z…@mail.example.org'],
    ['sms', '+86-138-0000-0000', '+86…00'],
    ['phone', '+4930123456', '+49…56'],
    ['robot', 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k', 'https://qyapi.weixin.qq.com/…'],
    ['robot', 'dingtalk http://127.0.0.1:8080/r?access_token=t SECx', 'http://127.0.0.1:8080/…'],
    ['webhook', `https://hooks.example.org/doorstep?t=1 ${SECRET}`, 'https://hooks.example.org/…'],
  ] as const)('%s %s is shown as %s', (channel, text, shown) => {
    const address = parseAddress(channel, ` ${text}\n`);
    expect(masked(address)).toBe(shown);
    expect(addressFrom(addressText(address))).toEqual(address);
  });

  it('a webhook without a secret gets one, and of several the first is the newest', () => {
    const made = parseAddress('webhook', 'https://hooks.example.org/');
    expect(made).toMatchObject({ secrets: [expect.stringMatching(/^whsec_.{32}$/)] });
    expect(parseAddress('webhook', `https://h.example.org/ ${SECRET} whsec_${'A'.repeat(32)}`)).toMatchObject({
      secrets: [SECRET, `whsec_${'A'.repeat(32)}`],
    });
  });

  it.each([
    ['email', 'no address'],
    ['email', 'a@b'],
    ['email', 'a@example.org\r\nBcc:x@example.org'],
    ['email', '<a@example.org>'],
    ['sms', '13800000000'],
    ['sms', '+86'],
    ['phone', '+49 30 secret'],
    ['webhook', 'ftp://example.org'],
    ['webhook', 'https://user:secret@example.org/'],
    ['webhook', 'https://example.org/ secret'],
    ['webhook', 'https://example.org/ whsec_c2VjcmV0'],
    ['robot', 'https://example.org/robot'],
    ['robot', 'https://qyapi.weixin.qq.com/send?key=k secret'],
    ['email', ''],
  ] as const)('%s %j is refused, and not repeated', (channel, text) => {
    expect(CHANNELS).toContain(channel);
    expect(() => parseAddress(channel, text)).toThrow(
      expect.objectContaining({
        code: 'CONTACT_INVALID',
        message: expect.not.stringMatching(/example|c2VjcmV0/) as string,
      }) as Error,
    );
  });
});
