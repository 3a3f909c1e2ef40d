/**
 * A gateway for text messages and calls: takes what Doorstep sends (docs/channels.md, "Text messages and calls") and gives it to a
 * provider that speaks Twilio's REST API. Without dependencies; run it with `node examples/sms-gateway/server.mjs`.
 *
 *   GATEWAY_PORT         where it listens, on loopback (8090)
 *   GATEWAY_SECRET       whsec_…, the same as DOORSTEP_SMS_GATEWAY_SECRET and DOORSTEP_PHONE_GATEWAY_SECRET
 *   PROVIDER_URL         https://api.twilio.com, or another that speaks its protocol
 *   PROVIDER_ACCOUNT     account id (AC…)
 *   PROVIDER_TOKEN_FILE  file with the auth token
 *   PROVIDER_FROM        the number that messages come from
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const env = (name, usual) => {
  const value = process.env[name] || usual;
  if (value !== undefined) return value;
  process.stderr.write(`${name} is not set.\n`);
  process.exit(2);
};
const port = Number(env('GATEWAY_PORT', '8090'));
const key = Buffer.from(env('GATEWAY_SECRET').replace(/^whsec_/, ''), 'base64');
const provider = env('PROVIDER_URL', 'https://api.twilio.com');
const account = env('PROVIDER_ACCOUNT');
const token = readFileSync(env('PROVIDER_TOKEN_FILE'), 'utf8').trim();
const from = env('PROVIDER_FROM');

const LARGEST_BYTES = 64 * 1024;
const CLOCKS_DIFFER_S = 300;
const WITHIN_MS = 8_000;
/** The provider knows no ids of ours, so that a repeat is recognised here: for as long as Doorstep repeats. */
const REMEMBERED_MS = 26 * 3_600_000;
const answers = new Map();

createServer(async (request, response) => {
  const say = (status, body) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  try {
    if (request.method !== 'POST') return say(405, { error: 'POST only' });
    const body = await bodyOf(request);
    if (body === undefined) return say(413, { error: 'too large' });
    if (!isSigned(request.headers, body)) return say(401, { error: 'the signature does not fit' });
    const { type, data } = JSON.parse(body);
    const id = request.headers['webhook-id'];
    const answer = await once(id, () => give(type, data));
    return say(answer.http ?? 200, answer.body);
  } catch (error) {
    // The body has a telephone number in it; the log gets the kind of the fault only.
    process.stderr.write(`${JSON.stringify({ fault: error?.name, cause: error?.cause?.code })}\n`);
    return say(502, { error: 'the provider could not be asked' });
  }
}).listen(port, '127.0.0.1', () => process.stdout.write(`listening on 127.0.0.1:${port}\n`));

async function bodyOf(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > LARGEST_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Standard Webhooks: v1 signatures over id, timestamp and body, and a timestamp of these minutes. */
function isSigned(headers, body) {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures = '' } = headers;
  if (!id || !(Math.abs(Date.now() / 1000 - Number(timestamp)) < CLOCKS_DIFFER_S)) return false;
  const wanted = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest();
  return signatures.split(' ').some((signature) => {
    const given = Buffer.from(signature.replace(/^v1,/, ''), 'base64');
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  });
}

/** Repeats of an id get the answer of the first, also while it is under way; a failure is forgotten and may be tried again. */
function once(id, run) {
  for (const [old, { atMs }] of answers) {
    if (Date.now() - atMs < REMEMBERED_MS) break;
    answers.delete(old);
  }
  const known = answers.get(id);
  if (known !== undefined) return known.answer;
  const answer = run();
  answers.set(id, { atMs: Date.now(), answer });
  const forget = () => answers.delete(id);
  answer.then(({ body }) => (body.status === 'accepted' ? undefined : forget()), forget);
  return answer;
}

async function give(type, { to, text, lang }) {
  const message =
    type === 'message.phone'
      ? ['Calls', { To: to, From: from, Twiml: spoken(text, lang) }]
      : ['Messages', { To: to, From: from, Body: text }];
  const [resource, fields] = message;
  const asked = await fetch(`${provider}/2010-04-01/Accounts/${account}/${resource}.json`, {
    method: 'POST',
    redirect: 'error',
    signal: AbortSignal.timeout(WITHIN_MS),
    headers: { authorization: `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}` },
    body: new URLSearchParams(fields),
  });
  const said = await asked.json().catch(() => ({}));
  if (asked.ok) return { body: { status: 'accepted', id: String(said.sid ?? '') } };
  if (asked.status === 429) return { body: { status: 'busy', retryAfterSeconds: 30 } };
  // 211xx and 216xx speak of the number or of its owner's wish (21211 not a number, 21610 does not want any more).
  if (asked.status === 400 && /^21[1267]/.test(String(said.code)))
    return { body: { status: 'refused', permanent: true } };
  return { http: 502, body: { error: `the provider answered ${asked.status}` } };
}

/** Said twice: nobody understands a machine at once. */
function spoken(text, lang) {
  const plain = text.replace(/[<>&'"]/g, ' ');
  const say = `<Say language="${lang === 'zh' ? 'zh-CN' : 'en-GB'}">${plain}</Say>`;
  return `<Response>${say}<Pause length="1"/>${say}</Response>`;
}
