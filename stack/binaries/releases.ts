/**
 * Official releases with the checksum of their archive. Only what somebody verified belongs here;
 * these two are those by which the official container image of NATS is built (docs/decisions/0012).
 */
import type { GoServer } from './go-servers';

export interface Release {
  readonly version: string;
  readonly url: string;
  readonly sha256: string;
  /** The program's path inside the archive. */
  readonly member: string;
}

const RELEASES: Readonly<Record<string, Release>> = {
  'nats/linux/x64': nats('2.15.0', 'linux-amd64', '5d2c51caca950333aba84911df7d377f826f3a59ec36061c6539105084f65c92'),
  'nats/linux/arm64': nats('2.15.0', 'linux-arm64', 'cdc208f5a3f42963a52b6ab06ef65626bb870315dc936e26ba571780c6351112'),
};

export function releaseOf(server: GoServer): Release | undefined {
  return RELEASES[`${server.name}/${process.platform}/${process.arch}`];
}

function nats(version: string, platform: string, sha256: string): Release {
  const folder = `nats-server-v${version}-${platform}`;
  return {
    version,
    url: `https://github.com/nats-io/nats-server/releases/download/v${version}/${folder}.tar.gz`,
    sha256,
    member: `${folder}/nats-server`,
  };
}
