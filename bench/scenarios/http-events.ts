/** An event on its way to a thousand screens: from the log to each of them. */
import { get } from 'node:http';
import { httpCaller, type HttpCaller } from '../http/caller';
import { report } from '../load/life-cycle';
import { castOf } from '../load/people';
import { nowMs, SPREAD_HEAD, spreadOf, spreadRow } from '../measure/spread';
import { countOf, type Scenario } from '../scenario';
import { withFreshStack } from '../stack/bench-stack';
import { PATIENT } from '../stack/place';
import { judge } from '../targets';

const LISTENERS = 1_000;
const EVENTS = 100;
const APART_MS = 100;
const WITHIN_MS = 60_000;

export const httpEvents: Scenario = {
  name: 'events',
  title: 'From the log to a thousand listeners of server-sent events, in milliseconds',
  run: (settings) =>
    withFreshStack(settings, async (stack) => {
      const listeners = countOf(settings, LISTENERS);
      const caller = await httpCaller(stack.database, stack.connections.httpUrl ?? '');
      const late: number[] = [];
      const open = await Promise.all(Array.from({ length: listeners }, () => listen(caller, late)));
      const issue = await report(stack.doorstep, 0, PATIENT);
      const { lead } = castOf(0);
      for (let event = 0; event < EVENTS; event += 1) {
        await stack.doorstep.comment(issue, { by: lead, text: `remark ${event}`, evidence: [] });
        await new Promise((resolve) => setTimeout(resolve, APART_MS));
      }
      const wanted = listeners * (EVENTS + 1);
      for (const endMs = nowMs() + WITHIN_MS; late.length < wanted && nowMs() < endMs;)
        await new Promise((resolve) => setTimeout(resolve, 50));
      open.forEach((close) => close());
      if (late.length !== wanted) throw new Error(`${late.length} of ${wanted} messages came.`);
      const spread = spreadOf(late);
      return {
        figures: { unit: 'ms', listeners, events: EVENTS + 1, spread },
        head: SPREAD_HEAD,
        rows: [spreadRow('recorded → heard', spread)],
        judged: [judge('eventHeardP99Ms', spread.p99)],
      };
    }),
};

/** Resolves when the stream has begun, with what ends it. */
function listen({ url, key }: HttpCaller, late: number[]): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const request = get(`${url}/v1/events`, { agent: false, headers: { authorization: `Bearer ${key}` } }, (answer) => {
      if (answer.statusCode !== 200) return reject(new Error(`A stream was answered ${answer.statusCode}.`));
      answer.setEncoding('utf8').on('data', (text: string) => {
        for (const [, recordedAt = ''] of text.matchAll(/"recordedat":"([^"]+)"/g))
          late.push(Math.max(0, nowMs() - Date.parse(recordedAt)));
        if (text.includes('id: ')) resolve(() => request.destroy());
      });
    });
    request.on('error', (error) => reject(error));
  });
}
