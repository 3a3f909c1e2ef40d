/** What chat robots take and say. WeCom: developer.work.weixin.qq.com/document/path/91770; DingTalk: open.dingtalk.com, custom robots. */
import { createHmac } from 'node:crypto';
import type { RobotKind } from '../../../store';

/** Longest text that each takes, in bytes of UTF-8. */
const LONGEST_BYTES: Readonly<Record<RobotKind, number>> = { wecom: 2_048, dingtalk: 18_000 };

/** Both take the same form of a plain text. @param links lines at its end, which are whole however long the rest is */
export function robotBody(kind: RobotKind, text: string, links = ''): object {
  const end = links === '' ? '' : `\n${links}`;
  return {
    msgtype: 'text',
    text: { content: `${shortened(text, LONGEST_BYTES[kind] - Buffer.byteLength(end))}${end}` },
  };
}

/** DingTalk's signature goes into the address: the instant in milliseconds, and HMAC-SHA256 over it and the secret. */
export function signedUrl(url: string, secret: string, nowMs: number): string {
  const sign = createHmac('sha256', secret).update(`${nowMs}\n${secret}`).digest('base64');
  const signed = new URL(url);
  signed.searchParams.set('timestamp', String(nowMs));
  signed.searchParams.set('sign', sign);
  return signed.href;
}

export type Verdict = 'taken' | 'busy' | 'gone' | 'refused' | 'unwell';

/** Codes in answers of status 200; those that are not listed may pass. */
const CODES: Readonly<Record<RobotKind, Readonly<Record<number, Exclude<Verdict, 'taken'>>>>> = {
  wecom: {
    // Too many calls in a minute, too many at once.
    45_009: 'busy',
    45_033: 'busy',
    // The key of the address is not, or no longer, one of a robot.
    93_000: 'gone',
    // The text itself: too long, empty, not fit.
    40_058: 'refused',
    44_004: 'refused',
    45_002: 'refused',
  },
  dingtalk: {
    410_100: 'busy',
    130_101: 'busy',
    90_030: 'busy',
    // The robot, its token or its group is no more, or was stopped.
    300_001: 'gone',
    400_013: 'gone',
    400_101: 'gone',
    400_102: 'gone',
    400_106: 'gone',
    // Signature, keyword or address: what its owner has set up does not let this through.
    310_000: 'refused',
    400_105: 'refused',
    430_101: 'refused',
    430_102: 'refused',
    430_103: 'refused',
    430_104: 'refused',
  },
};

/** @param text of an answer with a status of success */
export function verdictOf(kind: RobotKind, text: string): Verdict {
  let code: unknown;
  try {
    code = (JSON.parse(text) as { readonly errcode?: unknown } | null)?.errcode;
  } catch {
    // A page in between, or a robot that is unwell: no answer of a robot.
  }
  if (code === 0) return 'taken';
  return typeof code === 'number' ? (CODES[kind][code] ?? 'unwell') : 'unwell';
}

/** Whole characters only. */
function shortened(text: string, longestBytes: number): string {
  if (Buffer.byteLength(text) <= longestBytes) return text;
  let kept = '';
  let bytes = Buffer.byteLength('…');
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > longestBytes) break;
    kept += character;
  }
  return `${kept}…`;
}
