/** That a person was erased, for services that keep something of them: by id, with nothing of what was erased. */
import type { Outbound } from './pipe';
import { subjects } from './subjects';

export interface Erased {
  readonly erasure: string;
  readonly person: string;
  /** Of the certificate. */
  readonly number: number;
  readonly hash: string;
  readonly erasedAtMs: number;
}

/** Under `doorstep.event.erasure.<id>`; readers of issues leave it out, for its type is none of theirs. */
export function buildErased({ erasure, person, number, hash, erasedAtMs }: Erased): Outbound {
  const id = `erasure:${erasure}`;
  const message = {
    specversion: '1.0',
    id,
    source: '/doorstep',
    type: 'personal-data.erased.v1',
    subject: person,
    time: new Date(erasedAtMs).toISOString(),
    datacontenttype: 'application/json',
    data: { person, erasure, certificate: { number, hash } },
  };
  return { subject: subjects.event('erasure', erasure), id, payload: JSON.stringify(message) };
}
