/** A one-time code is asked for: the answer is the same whoever is reached there, and nothing is looked up for it. */
import { z } from 'zod';
import { DoorstepError } from '../../../contracts/errors';
import {
  addressNames,
  CODE_TERMS,
  codeChannelsSince,
  codeCounter,
  nextCodeInS,
  storeCode,
  take,
  type CodeAddress,
  type MasterKeys,
} from '../../../store';
import type { Routes } from '../app';
import type { Gateway } from '../gateway';
import { problems } from '../routes/answers';
import { addressIn, contactFields } from './contact-proof';

const body = z
  .strictObject({ ...contactFields, lang: z.enum(['zh', 'en']).default('zh').describe('Of the letter with the code.') })
  .meta({ id: 'ReportCodeAsked', examples: [{ channel: 'email', address: 'resident@example.org', lang: 'en' }] });
const asked = z
  .object({
    validS: z.int().describe('How long the code is good, in seconds.'),
    againAfterS: z.int().describe('Another one is made for this address no sooner, in seconds.'),
  })
  .meta({ id: 'ReportCode' });

/** A notifier that was heard of within so long sends what is stored now while it is still good. */
const HEARD_WITHIN_MS = CODE_TERMS.validMs;

export const reportCodeRoutes: Routes = (app, gateway) => {
  const nameOfNetwork = addressNames(gateway.database);
  app.route({
    method: 'POST',
    url: '/v1/report-codes',
    config: { open: true },
    schema: {
      tags: ['reports'],
      summary: 'Have a one-time code sent, to report under a number or mail address',
      description:
        'Six digits, good once and for ten minutes; after five wrong tries for nothing. POST /v1/reports takes it in ' +
        '`contact`. So many an hour for one address, from one network and in all.',
      security: [],
      body,
      response: { 202: asked, ...problems(400, 409) },
    },
    handler: async (request, reply) => {
      const address = addressIn(request.body);
      const keys = await keysToSend(gateway, address);
      await spend(gateway, keys, address, await nameOfNetwork(request.ip));
      const { lang } = request.body;
      if (!(await storeCode(gateway.database, keys, { address, lang }))) throw tooSoon(CODE_TERMS.againMs / 1000);
      return reply
        .code(202)
        .header('cache-control', 'no-store')
        .send({ validS: CODE_TERMS.validMs / 1000, againAfterS: CODE_TERMS.againMs / 1000 });
    },
  });
};

/** Throws REPORT_CODES_NOT_SENT. */
async function keysToSend({ database, masterKeys, identity }: Gateway, address: CodeAddress): Promise<MasterKeys> {
  const keys = masterKeys();
  const { channel } = address;
  const { numbers } = identity.codes;
  const goesThere =
    address.channel !== 'sms' || numbers.length === 0 || numbers.some((start) => address.number.startsWith(start));
  if (!goesThere)
    throw new DoorstepError('REPORT_CODES_NOT_SENT', 'No one-time codes are sent to numbers of this country.');
  if (keys === undefined || !(await codeChannelsSince(database, HEARD_WITHIN_MS)).includes(channel))
    throw new DoorstepError('REPORT_CODES_NOT_SENT', `No one-time codes are sent by ${channel} here.`);
  return keys;
}

/** Throws REPORT_CODE_TOO_SOON and REPORT_CODES_USED_UP. */
async function spend(
  { database, identity }: Gateway,
  keys: MasterKeys,
  address: CodeAddress,
  network: string,
): Promise<void> {
  const waitS = await nextCodeInS(database, keys, address);
  if (waitS > 0) throw tooSoon(waitS);
  const { perContact, perNetwork, inAll } = identity.codes;
  const spent = await take(database, [
    { key: codeCounter(keys, address), perHour: perContact },
    { key: `code-network:${network}`, perHour: perNetwork },
    { key: 'code-all', perHour: inAll },
  ]);
  if (spent !== null) throw codesUsedUp(spent.waitS);
}

/** Wrong tries come out of an hour of their own, so that nobody goes through the codes of many addresses. */
export async function spendTry({ database, identity }: Gateway, network: string): Promise<void> {
  const perHour = identity.codes.perNetwork * CODE_TERMS.wrongTries;
  const spent = await take(database, [{ key: `code-try:${network}`, perHour }]);
  if (spent !== null) throw codesUsedUp(spent.waitS);
}

const tooSoon = (waitS: number): DoorstepError =>
  new DoorstepError('REPORT_CODE_TOO_SOON', `Another code is made for this address in ${waitS} s.`, {
    details: { retryAfterS: waitS },
  });
const codesUsedUp = (waitS: number): DoorstepError =>
  new DoorstepError('REPORT_CODES_USED_UP', 'No more one-time codes in this hour.', {
    details: { retryAfterS: waitS },
  });
