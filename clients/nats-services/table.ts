/** Which subject is which route. What is not here is not served over NATS. */
import { COMMAND_NAMES } from '../../domain';
import { subjects } from '../../messaging';

export interface Service {
  readonly subject: string;
  readonly method: 'GET' | 'POST';
  /** As the OpenAPI document writes it. What it has in braces is a field of the body of the same name. */
  readonly path: string;
}

const service = (name: string, method: Service['method'], path: string): Service => ({
  subject: subjects.service(name),
  method,
  path,
});
const read = (name: string, path: string): Service => service(name, 'GET', path);

export const SERVICES: readonly Service[] = [
  service('issue.report', 'POST', '/v1/issues'),
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
  ...COMMAND_NAMES.map((name) => service(`issue.command.${name}`, 'POST', `/v1/issues/{issue}/${name}`)),
];

export const serviceOf: ReadonlyMap<string, Service> = new Map(SERVICES.map((one) => [one.subject, one]));
