/** One thread of a simulation. */
import { parentPort, workerData } from 'node:worker_threads';
import { playMany, type Order } from './many';

parentPort?.postMessage(playMany(workerData as Order));
