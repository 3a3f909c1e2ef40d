/** Signatures against the reference library of Standard Webhooks, and the shape that receivers rely on. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { packageRoot } from '../../../contracts/package-root';
import { gatewayBody } from '../../../workers/channels/gateway/send';
import { webhookBody } from '../../../workers/channels/webhook/send';
import { webhookHeaders } from '../../../workers/channels/webhook/sign';
import { letter } from './letter';

const OLD = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const NEW = 'whsec_QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB';

it('the published example of Standard Webhooks comes out as published', () => {
  const body = '{"test": 2432232314}';
  expect(webhookHeaders('msg_p5jXN8AQM9LWM0D4loKWxJek', 1_614_265_330, body, [OLD])).toMatchObject({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

it.each([OLD, NEW])('while secrets are exchanged a receiver that knows one of them is content', (secret) => {
  const body = JSON.stringify(webhookBody(letter));
  const headers = webhookHeaders(letter.id, Math.floor(Date.now() / 1000), body, [NEW, OLD]);
  expect(new Webhook(secret).verify(body, { ...headers })).toEqual(JSON.parse(body));
  expect(() => new Webhook(secret).verify(body.replace('lamps', 'power'), { ...headers })).toThrow();
  expect(() => new Webhook(secret).verify(body, { ...headers, 'webhook-id': 'another' })).toThrow();
});

/** The examples of the page, in its order. */
const documented = [
  ...readFileSync(join(packageRoot(), 'docs', 'channels.md'), 'utf8').matchAll(/^```json\n(.*?)^```/gms),
].map(([, example = '']) => JSON.parse(example) as { readonly type: string; readonly data: object });
const exampleOf = (type: string) => documented.find((example) => example.type === type);

it('what goes out is what docs/channels.md shows, field for field', () => {
  const url = 'https://doorstep.example.org/act/9Zk0sN5vQ2bL7xTq4cWm8RfA';
  const actions = [{ action: 'acknowledge', label: 'Acknowledge', url }];
  expect(JSON.parse(JSON.stringify(webhookBody({ ...letter, actions })))).toEqual(exampleOf('notice.tier-called'));
  expect(gatewayBody('sms', { ...letter, id: 'i-1:1:lead-1:sms' }, '+8613800000000')).toEqual(exampleOf('message.sms'));
  expect(documented).toHaveLength(3);
});

it('a bundle has the fields that docs/channels.md shows, and its items are whole notices', () => {
  const { lang, recipient, severity, queuedAtMs } = letter;
  const about = { lang, recipient, severity, queuedAtMs, subject: 's', body: 'b' };
  const bundle = { ...about, id: 'bundle-1:1:lead-1:webhook', kind: 'bundle', items: [letter, letter] } as const;
  const sent = webhookBody(bundle) as { readonly type: string; readonly data: { readonly items: readonly object[] } };
  const shown = exampleOf('notice.bundle') as typeof sent;
  expect(Object.keys(sent.data).sort()).toStrictEqual(Object.keys(shown.data).sort());
  expect(sent.data).toMatchObject({ count: 2, kind: 'bundle' });
  const [alone] = [(webhookBody(letter) as typeof sent).data];
  expect(sent.data.items).toStrictEqual([alone, alone]);
  expect(Object.keys(alone)).toEqual(expect.arrayContaining(Object.keys(shown.data.items[0] ?? {})));
});
