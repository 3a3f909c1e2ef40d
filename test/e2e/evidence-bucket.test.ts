/** Files of evidence in a bucket, on a real server of the S3 protocol. */
import { DeleteObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createHash } from 'node:crypto';
import { pino } from 'pino';
import sharp from 'sharp';
import type { App } from '../../clients/http/app';
import type { EvidenceFiles } from '../../clients/http/evidence/files';
import { openFiles } from '../../clients/http/evidence/open';
import { sweepEvidence } from '../../clients/http/evidence/sweep';
import { readHttpSettings } from '../../clients/http/settings';
import type { IssueId } from '../../clients/sdk';
import { gatewayOn } from '../support/gateway';
import { report } from '../support/people';
import { canRunS3, startS3, type S3Server } from '../support/s3-server';
import { worldForTests } from '../support/world';

const BUCKET = 'neighbourhood';
const PREFIX = 'doorstep/';
// Its server is built by Go; where there is none nothing is said of it.
const describeWithGo = canRunS3() ? describe : describe.skip;

describeWithGo('files of evidence in a bucket', () => {
  const world = worldForTests();
  beforeEach(() => world().inbox.expectWhatTheLogSays());
  const before = { ...process.env };
  let s3: S3Server;
  let plain: S3Client;
  let files: EvidenceFiles;
  let app: App;
  let issue: IssueId;
  beforeAll(async () => {
    s3 = await startS3(BUCKET);
    Object.assign(process.env, s3.keys);
    const settings = readHttpSettings({
      DOORSTEP_DATA: world().folder,
      DOORSTEP_EVIDENCE_S3_BUCKET: BUCKET,
      DOORSTEP_EVIDENCE_S3_PREFIX: PREFIX,
      DOORSTEP_EVIDENCE_S3_ENDPOINT: s3.endpoint,
    });
    plain = new S3Client({ region: 'us-east-1', endpoint: s3.endpoint, forcePathStyle: true });
    files = await openFiles(settings);
    app = await gatewayOn(world(), { files });
    issue = await world().caller.report(report('calm'));
  }, 300_000);
  afterAll(async () => {
    await app.close();
    files.close();
    plain.destroy();
    await s3.end();
    for (const name of Object.keys(s3.keys)) process.env[name] = before[name];
  });

  const keys = async () =>
    ((await plain.send(new ListObjectsV2Command({ Bucket: BUCKET }))).Contents ?? []).map(({ Key }) => Key);
  const picture = (side = 9) =>
    sharp({ create: { width: side, height: side, channels: 3, background: '#123' } })
      .png()
      .toBuffer();
  async function bring(content: Buffer) {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(content)], { type: 'image/png' }), 'photo.png');
    const request = new Request('http://x', { method: 'POST', body: form });
    const answer = await app.inject({
      method: 'POST',
      url: `/v1/issues/${issue}/evidence`,
      headers: { 'content-type': request.headers.get('content-type') ?? '' },
      payload: Buffer.from(await request.arrayBuffer()),
    });
    return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
  }
  const url = (id: unknown) => `/v1/issues/${issue}/evidence/${String(id)}`;

  it('keeps, shows and erases them', async () => {
    const { status, body } = await bring(await picture());
    expect(status).toBe(201);
    expect(await keys()).toEqual([`${PREFIX}${String(body['id'])}`]);
    const shown = await app.inject({ method: 'GET', url: url(body['id']) });
    expect(createHash('sha256').update(shown.rawPayload).digest('hex')).toBe(body['sha256']);
    expect((await app.inject({ method: 'DELETE', url: `${url(body['id'])}?reason=neighbour` })).statusCode).toBe(200);
    expect(await keys()).toEqual([]);
    expect((await app.inject({ method: 'GET', url: url(body['id']) })).json()).toMatchObject({
      code: 'EVIDENCE_UNKNOWN',
    });
  });

  it('sweeps what no row knows, and touches nothing of others in the same bucket', async () => {
    const { body } = await bring(await picture());
    const lost = `e-${'0'.repeat(26)}`;
    await files.put(lost, Buffer.from('never recorded'));
    for (const Key of [`${PREFIX}notes.txt`, `e-${'0'.repeat(26)}`])
      await plain.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body: 'of others' }));
    const { database } = world();
    const sweep = (olderThanMs: number) =>
      sweepEvidence({
        files,
        database,
        log: pino({ level: 'silent' }),
        stopping: new AbortController().signal,
        olderThanMs,
      });
    const ours = [`${PREFIX}${String(body['id'])}`, `${PREFIX}notes.txt`, `e-${'0'.repeat(26)}`];
    await sweep(3_600_000);
    expect((await keys()).sort()).toEqual([...ours, `${PREFIX}${lost}`].sort());
    await sweep(-60_000);
    expect((await keys()).sort()).toEqual(ours.sort());
    for (const Key of await keys()) await plain.send(new DeleteObjectCommand({ Bucket: BUCKET, Key }));
    expect(await files.read(lost)).toBeUndefined();
    await files.remove(lost);
  });

  it('says that the store is away, keeps no row of what it could not keep, and goes on when it is back', async () => {
    const there = await bring(await picture());
    await s3.kill();
    const refused = await bring(await picture(10));
    expect(refused).toMatchObject({ status: 503, body: { code: 'EVIDENCE_STORE_AWAY' } });
    expect((await app.inject({ method: 'GET', url: url(there.body['id']) })).json()).toMatchObject({
      status: 503,
      code: 'EVIDENCE_STORE_AWAY',
    });
    await s3.start();
    expect((await app.inject({ method: 'GET', url: url(there.body['id']) })).statusCode).toBe(200);
    const listed = await app.inject({ method: 'GET', url: `/v1/issues/${issue}/evidence` });
    const ids = listed
      .json<{ evidence: { id: string; erased: unknown }[] }>()
      .evidence.filter(({ erased }) => erased === null);
    expect(ids.at(-1)?.id).toBe(there.body['id']);
    expect((await bring(await picture(11))).status).toBe(201);
  });
});
