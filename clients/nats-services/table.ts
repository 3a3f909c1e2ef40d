/** Which subject is which route. What is not here is not served over NATS. */
import { COMMAND_NAMES } from '../../domain';
import { subjects } from '../../messaging';

export interface Service {
  readonly subject: string;
  readonly method: 'GET' | 'POST';
  /** As the OpenAPI document writes it. Its `{issue}` is the field `issue` of the body. */
  readonly path: string;
}

const service = (name: string, method: Service['method'], path: string): Service => ({
  subject: subjects.service(name),
  method,
  path,
});

export const SERVICES: readonly Service[] = [
  service('issue.report', 'POST', '/v1/issues'),
  service('issue.read', 'GET', '/v1/issues/{issue}'),
  service('issue.list', 'GET', '/v1/issues'),
  service('issue.explain', 'GET', '/v1/issues/{issue}/explain'),
  service('issue.timeline', 'GET', '/v1/issues/{issue}/timeline'),
  service('duty.read', 'GET', '/v1/duty'),
  ...COMMAND_NAMES.map((name) => service(`issue.command.${name}`, 'POST', `/v1/issues/{issue}/${name}`)),
];

export const serviceOf: ReadonlyMap<string, Service> = new Map(SERVICES.map((one) => [one.subject, one]));
