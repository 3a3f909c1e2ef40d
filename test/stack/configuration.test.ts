import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { packageRoot } from '../../contracts/package-root';
import { natsConfig } from '../../stack/servers/nats';
import { postgresSettings } from '../../stack/servers/postgres-settings';
import { temporalArguments } from '../../stack/servers/temporal';
import { isAtLeast } from '../../stack/servers/versions';
import { hostOf } from '../../stack/servers/external';
import type { Ports } from '../../stack/ports';

const ports = {
  nats: 2,
  natsMonitor: 3,
  temporal: 4,
  temporalHttp: 5,
  temporalUi: 6,
  temporalHistory: 7,
  temporalMatching: 8,
  temporalWorker: 9,
  http: 10,
  postgres: 1,
} satisfies Ports;

describe('what the servers are told', () => {
  it('NATS listens on loopback only and writes before it acknowledges', () => {
    const config = natsConfig(ports, '/data/with "quotes"/nats', 'nats-users/authorization.conf');
    expect(config).toContain('listen: "127.0.0.1:2"');
    expect(config).toContain('http: "127.0.0.1:3"');
    expect(config).toContain('sync_interval: always');
    expect(config).toContain('strict: true');
    expect(config).toContain('include "nats-users/authorization.conf"');
    expect(config).toContain(String.raw`store_dir: "/data/with \"quotes\"/nats"`);
  });

  it('PostgreSQL listens on loopback only and is durable', () => {
    expect(postgresSettings(1)).toEqual(
      expect.arrayContaining([
        'listen_addresses=127.0.0.1',
        'unix_socket_directories=',
        'fsync=on',
        'synchronous_commit=on',
        'full_page_writes=on',
      ]),
    );
  });

  it('Temporal listens on loopback only, ends with its parent and knows our search attributes', () => {
    const args = temporalArguments('/data/temporal.db', ports, {
      namespace: 'default',
      retentionHours: 72,
      synchronous: 'full',
    });
    expect(args).toEqual(
      expect.arrayContaining([
        '-ip=127.0.0.1',
        '-exit-on-eof',
        '-synchronous=full',
        '-search-attribute=IssueStage=Keyword',
        '-retention=72h',
      ]),
    );
  });

  it('fires timers within milliseconds', () => {
    const dynamic = parse(readFileSync(join(packageRoot(), 'stack/temporal/dynamic-config.yaml'), 'utf8')) as Record<
      string,
      [{ value: unknown }]
    >;
    expect(dynamic['history.timerProcessorMaxTimeShift']?.[0].value).toBe('5ms');
    expect(dynamic['history.timerProcessorMaxPollRPS']?.[0].value).toBe(2000);
  });
});

describe('versions', () => {
  it.each([
    ['18.4 (Debian 18.4-1)', '15', true],
    ['14.9', '15', false],
    ['v2.12.0', '2.12.0', true],
    ['2.11.9', '2.12.0', false],
    ['1.30.4-rc.1', '1.30.4', true],
    ['', '15', false],
  ])('%s against %s', (version, oldest, expected) => expect(isAtLeast(version, oldest)).toBe(expected));
});

it('an address is named without its password', () => {
  expect(hostOf('postgres://doorstep:secret@db.example:5432/doorstep')).toBe('db.example:5432');
  expect(hostOf('127.0.0.1:4222')).toBe('127.0.0.1:4222');
});
