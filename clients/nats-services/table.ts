/** Which subject is which route. */
import { SERVICE_ROUTES, type ServiceRoute } from '../../contracts/services';
import { subjects } from '../../messaging';

export interface Service extends Pick<ServiceRoute, 'method' | 'path'> {
  readonly subject: string;
}

export const SERVICES: readonly Service[] = SERVICE_ROUTES.map(({ name, method, path }) => ({
  subject: subjects.service(name),
  method,
  path,
}));

export const serviceOf: ReadonlyMap<string, Service> = new Map(SERVICES.map((one) => [one.subject, one]));
