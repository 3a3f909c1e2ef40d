/** Files that prove something, over HTTP: judged by their content, without what tells where they were taken, proven by their hashes. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, utimesSync, writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { pino } from 'pino';
import type { App } from '../../clients/http/app';
import { filesIn } from '../../clients/http/evidence/files';
import { sweepEvidence } from '../../clients/http/evidence/sweep';
import type { IssueId } from '../../clients/sdk';
import { holdIssue, releaseIssue } from '../../store';
import { gatewayOn } from '../support/gateway';
import { report } from '../support/people';
import { worldForTests } from '../support/world';

const world = worldForTests();
beforeEach(() => world().inbox.expectWhatTheLogSays());
let app: App;
let issue: IssueId;
beforeAll(async () => {
  app = await gatewayOn(world());
  issue = await world().caller.report(report('calm'));
});
afterAll(() => app.close());

const folder = () => join(world().folder, 'evidence');
const onDisk = () =>
  existsSync(folder()) ? readdirSync(folder()).flatMap((below) => readdirSync(join(folder(), below))) : [];
const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');

/** A photo as a telephone takes it: turned, and with the place where it was taken. */
const photo = (width = 60, height = 40) =>
  sharp({
    create: { width, height, channels: 3, noise: { type: 'gaussian', mean: 128, sigma: 30 }, background: '#000' },
  })
    .withExif({
      IFD0: { Make: 'Telephone Maker', Orientation: '6' },
      IFD3: { GPSLatitude: '39/1 54/1 27/1', GPSLatitudeRef: 'N', GPSLongitude: '116/1 23/1 17/1' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();

async function bring(content: Buffer, { name = 'photo.jpg', type = 'image/jpeg', to = issue, field = 'file' } = {}) {
  const form = new FormData();
  form.append(field, new Blob([new Uint8Array(content)], { type }), name);
  const request = new Request('http://x', { method: 'POST', body: form });
  const answer = await app.inject({
    method: 'POST',
    url: `/v1/issues/${to}/evidence`,
    headers: { 'content-type': request.headers.get('content-type') ?? '' },
    payload: Buffer.from(await request.arrayBuffer()),
  });
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>(), headers: answer.headers };
}
const fetchFile = (id: unknown, of: string = issue) =>
  app.inject({ method: 'GET', url: `/v1/issues/${of}/evidence/${String(id)}` });

it('keeps a photo without where, when and by which device it was taken, upright, with the hashes of both', async () => {
  const original = await photo();
  expect((await sharp(original).metadata()).exif?.includes('Telephone Maker')).toBe(true);
  const { status, body, headers } = await bring(original);
  expect({ status, body }).toMatchObject({
    status: 201,
    body: { issue, mediaType: 'image/jpeg', width: 40, height: 60, uploadedBy: 'service:test', erased: null },
  });
  expect(body['receivedSha256']).toBe(sha256(original));
  expect(headers['location']).toBe(`/v1/issues/${issue}/evidence/${String(body['id'])}`);
  const kept = await fetchFile(body['id']);
  expect(kept.headers).toMatchObject({
    'content-type': 'image/jpeg',
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    etag: `"${sha256(kept.rawPayload)}"`,
  });
  expect(body['sha256']).toBe(sha256(kept.rawPayload));
  const { exif, orientation, xmp, iptc } = await sharp(kept.rawPayload).metadata();
  expect([exif, orientation, xmp, iptc]).toEqual([undefined, undefined, undefined, undefined]);
  expect(kept.rawPayload.includes('Telephone')).toBe(false);
  const listed = await app.inject({ method: 'GET', url: `/v1/issues/${issue}/evidence` });
  expect(listed.json<{ evidence: object[] }>().evidence).toContainEqual(body);
  expect(onDisk()).toEqual([body['id']]);
});

it('a command names files of its issue only, and what else it likes', async () => {
  const { body } = await bring(await photo(61));
  const other = await bring(await photo(62), { to: await world().caller.report(report('calm')) });
  const comment = (ref: unknown) =>
    app.inject({
      method: 'POST',
      url: `/v1/issues/${issue}/comment`,
      payload: { by: 'lead-1', text: '看过', evidence: [{ kind: 'photo', ref }] },
    });
  for (const ref of [body['id'], 'album/7']) expect((await comment(ref)).statusCode).toBe(200);
  const refused = { status: 404, code: 'EVIDENCE_UNKNOWN', place: { field: 'body.evidence.0.ref' } };
  for (const ref of [other.body['id'], `e-${'0'.repeat(26)}`])
    expect((await comment(ref)).json()).toMatchObject(refused);
  await app.inject({ method: 'DELETE', url: `/v1/issues/${issue}/evidence/${String(body['id'])}?reason=x` });
  expect((await comment(body['id'])).json()).toMatchObject(refused);
});

it('believes neither names nor types: the content decides', async () => {
  const png = await sharp({ create: { width: 3, height: 3, channels: 4, background: '#0000' } })
    .png()
    .toBuffer();
  expect((await bring(png, { name: 'x.jpg', type: 'image/jpeg' })).body['mediaType']).toBe('image/png');
  const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n');
  expect((await bring(pdf, { name: 'x.exe' })).body).toMatchObject({ mediaType: 'application/pdf', width: null });
  const refused = { status: 415, body: { code: 'MEDIA_TYPE_UNSUPPORTED' } };
  expect(await bring(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toMatchObject(refused);
  expect(await bring(Buffer.from('<html><script>1</script></html>'))).toMatchObject(refused);
  expect(await bring(Buffer.from('GIF89a\x01\x00\x01\x00'))).toMatchObject(refused);
  expect(await bring(Buffer.alloc(0))).toMatchObject(refused);
});

it('refuses what is broken, too large or of no issue, and keeps nothing of it', async () => {
  const before = onDisk().length;
  const whole = await photo();
  expect(await bring(whole.subarray(0, whole.length - 200))).toMatchObject({
    status: 400,
    body: { code: 'EVIDENCE_UNREADABLE' },
  });
  const house = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: '#fff' } })
    .png({ compressionLevel: 9 })
    .toBuffer();
  expect(house.length).toBeLessThan(1_000_000);
  expect(await bring(house, { name: 'house.png' })).toMatchObject({
    status: 400,
    body: { code: 'EVIDENCE_UNREADABLE' },
  });
  expect(await bring(Buffer.alloc(11 * 1024 * 1024))).toMatchObject({ status: 413, body: { code: 'BODY_TOO_LARGE' } });
  expect(await bring(whole, { to: 'i-nothing' as IssueId })).toMatchObject({ status: 404 });
  const empty = await app.inject({
    method: 'POST',
    url: `/v1/issues/${issue}/evidence`,
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
    payload: '--x--\r\n',
  });
  expect(empty.json()).toMatchObject({ code: 'REQUEST_MALFORMED', problems: [{ field: 'body.file' }] });
  const json = await app.inject({ method: 'POST', url: `/v1/issues/${issue}/evidence`, payload: { file: 'x' } });
  expect(json.statusCode).toBe(415);
  expect(onDisk()).toHaveLength(before);
});

it('shows a file to readers of its own issue only', async () => {
  const { body } = await bring(await photo());
  const other = await world().caller.report(report('calm'));
  expect((await fetchFile(body['id'], other)).json()).toMatchObject({ code: 'EVIDENCE_UNKNOWN' });
  expect((await fetchFile('../../x')).statusCode).toBe(404);
  expect((await fetchFile('e-..%2f..%2fetc')).statusCode).toBe(400);
});

it('erases a file; that there was one, and why it went, stays', async () => {
  const { body } = await bring(await photo());
  const url = `/v1/issues/${issue}/evidence/${String(body['id'])}`;
  expect((await app.inject({ method: 'DELETE', url })).statusCode).toBe(400);
  await holdIssue(world().database, { issue, heldBy: 'root', reason: 'a law suit' });
  const held = await app.inject({ method: 'DELETE', url: `${url}?reason=x` });
  expect(held.json()).toMatchObject({ status: 409, code: 'EVIDENCE_HELD' });
  expect((await fetchFile(body['id'])).statusCode).toBe(200);
  await releaseIssue(world().database, issue, 'root');
  const erased = await app.inject({ method: 'DELETE', url: `${url}?reason=shows%20a%20neighbour` });
  expect(erased.json()).toMatchObject({
    sha256: body['sha256'],
    erased: { by: 'service:test', reason: 'shows a neighbour' },
  });
  expect((await fetchFile(body['id'])).json()).toMatchObject({ status: 404, code: 'EVIDENCE_UNKNOWN' });
  expect(onDisk()).not.toContain(body['id']);
  // Again: the first reason stands.
  const again = await app.inject({ method: 'DELETE', url: `${url}?reason=other` });
  expect(again.json()).toMatchObject({ erased: { reason: 'shows a neighbour' } });
});

it('a file whose upload was cut off is swept, one that is recorded or on its way is not', async () => {
  const { body } = await bring(await photo());
  const files = filesIn(folder());
  const lost = `e-${'0'.repeat(24)}zz`;
  mkdirSync(join(folder(), 'zz'), { recursive: true });
  const cut = join(folder(), 'zz', `${lost}.partial`);
  writeFileSync(cut, 'half');
  await files.put(lost, Buffer.from('never recorded'));
  await files.put(`e-${'1'.repeat(26)}`, Buffer.from('on its way'));
  const yesterday = new Date(Date.now() - 2 * 86_400_000);
  for (const name of onDisk().filter((one) => !one.startsWith('e-111')))
    utimesSync(join(folder(), name.slice(26, 28), name), yesterday, yesterday);
  const { database } = world();
  const stopping = new AbortController().signal;
  await sweepEvidence({ files, database, log: pino({ level: 'silent' }), stopping });
  expect(onDisk()).toEqual(expect.arrayContaining([body['id'], `e-${'1'.repeat(26)}`]));
  expect(onDisk().filter((name) => name.startsWith(lost))).toEqual([]);
});
