/**
 * What services may ask of the gateway by name, and where HTTP has it. Over NATS the name is the end of the subject; both
 * ends of both ways read this table.
 */
import type { CommandName } from '../domain';
import { COMMAND_NAMES } from '../domain/kernel/command-fields';

export type ServiceName =
  | 'issue.report'
  | 'issue.read'
  | 'issue.list'
  | 'issue.explain'
  | 'issue.timeline'
  | 'duty.read'
  | 'issue.counts'
  | 'issue.chain'
  | 'issue.notices'
  | 'issue.evidence'
  | 'notice.counts'
  | 'duty.coverage'
  | 'duty.shifts'
  | 'place.read'
  | 'person.read'
  | 'procedure.list'
  | 'procedure.read'
  | 'calendar.list'
  | 'calendar.read'
  | 'calendar.due'
  | 'bulk.run'
  | 'bulk.foretell'
  | `issue.command.${CommandName}`;

export interface ServiceRoute {
  readonly name: ServiceName;
  readonly method: 'GET' | 'POST';
  /** As the OpenAPI document writes it. Over NATS what it has in braces is a field of the body of the same name. */
  readonly path: string;
}

const route = (name: ServiceName, method: ServiceRoute['method'], path: string): ServiceRoute => ({
  name,
  method,
  path,
});

const read = (name: ServiceName, path: string): ServiceRoute => route(name, 'GET', path);

/** What is not here is not served over NATS. */
export const SERVICE_ROUTES: readonly ServiceRoute[] = [
  route('issue.report', 'POST', '/v1/issues'),
  read('issue.read', '/v1/issues/{issue}'),
  read('issue.list', '/v1/issues'),
  read('issue.counts', '/v1/issues/counts'),
  read('issue.explain', '/v1/issues/{issue}/explain'),
  read('issue.timeline', '/v1/issues/{issue}/timeline'),
  read('issue.chain', '/v1/issues/{issue}/chain'),
  read('issue.notices', '/v1/issues/{issue}/notices'),
  read('issue.evidence', '/v1/issues/{issue}/evidence'),
  read('notice.counts', '/v1/notices/counts'),
  read('duty.read', '/v1/duty'),
  read('duty.coverage', '/v1/duty/coverage'),
  read('duty.shifts', '/v1/people/{person}/shifts'),
  read('place.read', '/v1/place'),
  read('person.read', '/v1/people/{person}'),
  read('procedure.list', '/v1/procedures'),
  read('procedure.read', '/v1/procedures/{procedure}'),
  read('calendar.list', '/v1/calendars'),
  read('calendar.read', '/v1/calendars/{calendar}'),
  read('calendar.due', '/v1/calendars/{calendar}/due'),
  route('bulk.run', 'POST', '/v1/bulk'),
  route('bulk.foretell', 'POST', '/v1/bulk/foretell'),
  ...COMMAND_NAMES.map((name) => route(`issue.command.${name}`, 'POST', `/v1/issues/{issue}/${name}`)),
];
