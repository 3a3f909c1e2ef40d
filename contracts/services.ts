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
  | `issue.command.${CommandName}`;

export interface ServiceRoute {
  readonly name: ServiceName;
  readonly method: 'GET' | 'POST';
  /** As the OpenAPI document writes it. Over NATS its `{issue}` is the field `issue` of the body. */
  readonly path: string;
}

const route = (name: ServiceName, method: ServiceRoute['method'], path: string): ServiceRoute => ({
  name,
  method,
  path,
});

/** What is not here is not served over NATS. */
export const SERVICE_ROUTES: readonly ServiceRoute[] = [
  route('issue.report', 'POST', '/v1/issues'),
  route('issue.read', 'GET', '/v1/issues/{issue}'),
  route('issue.list', 'GET', '/v1/issues'),
  route('issue.explain', 'GET', '/v1/issues/{issue}/explain'),
  route('issue.timeline', 'GET', '/v1/issues/{issue}/timeline'),
  route('duty.read', 'GET', '/v1/duty'),
  ...COMMAND_NAMES.map((name) => route(`issue.command.${name}`, 'POST', `/v1/issues/{issue}/${name}`)),
];
