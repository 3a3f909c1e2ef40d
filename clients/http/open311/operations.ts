/** The operations of GeoReport v2 and of the updates of FixMyStreet: where each is, and what its document says of it. */
import type { z } from 'zod';
import type { AnswerName } from './answers';
import { JURISDICTION, REQUEST_SENT, REQUESTS_ASKED, UPDATE_SENT, UPDATES_ASKED } from './fields';

export const OPEN311_PATH = '/open311/v2';

export interface Operation {
  readonly method: 'GET' | 'POST';
  /** Without the format; its parameter is what the specification calls it. */
  readonly path: string;
  readonly root: string;
  readonly answer: AnswerName;
  readonly summary: string;
  /** Of the address, or of the form. */
  readonly fields: z.ZodObject;
  /** It asks by which key; one that is needed can't be left out. */
  readonly key: 'none' | 'read' | 'needed';
}

const reads = { method: 'GET', fields: JURISDICTION, key: 'none' } as const;

export const OPERATIONS = {
  getDiscovery: {
    ...reads,
    path: '/open311/discovery',
    root: 'discovery',
    answer: 'Discovery',
    summary: 'Where the service is, and in which formats',
  },
  getServices: {
    ...reads,
    path: `${OPEN311_PATH}/services`,
    root: 'services',
    answer: 'Services',
    summary: 'What can be reported',
  },
  getServiceDefinition: {
    ...reads,
    path: `${OPEN311_PATH}/services/:service_code`,
    root: 'service_definition',
    answer: 'ServiceDefinition',
    summary: 'What is asked of a report of this service',
  },
  postRequest: {
    method: 'POST',
    path: `${OPEN311_PATH}/requests`,
    root: 'service_requests',
    answer: 'PostedRequest',
    summary: 'Report something; the same again within a day is the same report',
    fields: REQUEST_SENT,
    key: 'needed',
  },
  getRequests: {
    ...reads,
    path: `${OPEN311_PATH}/requests`,
    root: 'service_requests',
    answer: 'Requests',
    summary: 'Find requests',
    fields: REQUESTS_ASKED,
    key: 'read',
  },
  getRequest: {
    ...reads,
    path: `${OPEN311_PATH}/requests/:service_request_id`,
    root: 'service_requests',
    answer: 'Requests',
    summary: 'Read one request',
    key: 'read',
  },
  getToken: {
    ...reads,
    path: `${OPEN311_PATH}/tokens/:token_id`,
    root: 'service_requests',
    answer: 'Token',
    summary: 'The request of a token',
  },
  getUpdates: {
    ...reads,
    path: `${OPEN311_PATH}/servicerequestupdates`,
    root: 'service_request_updates',
    answer: 'Updates',
    summary: 'What happened to the status of requests, the earliest first',
    fields: UPDATES_ASKED,
    key: 'read',
  },
  postUpdate: {
    method: 'POST',
    path: `${OPEN311_PATH}/servicerequestupdates`,
    root: 'service_request_updates',
    answer: 'PostedUpdate',
    summary: 'Say something for the reporter; the same again is the same update',
    fields: UPDATE_SENT,
    key: 'needed',
  },
} as const satisfies Readonly<Record<string, Operation>>;
export type OperationName = keyof typeof OPERATIONS;
