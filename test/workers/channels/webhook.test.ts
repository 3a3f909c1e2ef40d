/** Signatures against the reference library of Standard Webhooks, and the shape that receivers rely on. */
import { Webhook } from 'standardwebhooks';
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

it('the body is what docs/channels.md promises', () => {
  expect(webhookBody(letter)).toEqual({
    type: 'notice.tier-called',
    timestamp: '2026-11-28T12:00:00.000Z',
    data: {
      id: letter.id,
      template: 'tier-called',
      issue: 'i-1',
      seq: 1,
      recipient: 'lead-1',
      tier: 1,
      round: 0,
      category: 'lamps',
      severity: 'high',
      unit: 'east-1',
      lang: 'en',
      subject: 'Please acknowledge (i-1)',
      body: 'The light is out.\n\nAcknowledge by 14:00.',
      dueAt: '2026-11-28T14:00:00.000Z',
      facts: { by: 'resident-1' },
    },
  });
});
