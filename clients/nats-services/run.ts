/** Serves as long as the gateway runs, across outages of NATS: HTTP is served without it. */
import type { Logger } from 'pino';
import { ALL, keepServing, QUEUE, type KeptServing, type NatsConnection } from '../../messaging';
import type { App } from '../http/app';
import { answerWith, busyAnswer } from './answer';

const AT_MOST = 64;

/** @param connect a connection that lasts; asked again while there is none, and when the server does not let us serve */
export const runServices = (app: App, connect: () => Promise<NatsConnection>, log: Logger): KeptServing =>
  keepServing(connect, {
    subject: ALL.services,
    queue: QUEUE.services,
    atMost: AT_MOST,
    busy: busyAnswer,
    answer: answerWith(app),
    onReady: () => log.info({ subject: ALL.services }, 'services are answered over NATS'),
    onTrouble: (error) => log.warn({ err: error }, 'services are not answered over NATS for now'),
  });
