import type { httpErrors } from '../../../contracts/error-codes/http';
import { say, type Meaning } from './meaning';

/** What the codes of the HTTP gateway mean. */
export const codesZhHttp: Readonly<Record<keyof typeof httpErrors, Meaning>> = {
  REQUEST_MALFORMED: say(
    '请求的参数、请求头或正文缺失或格式不对。',
    '按 `problems` 所列字段改正；各操作见 /v1/openapi.json。',
  ),
  ROUTE_UNKNOWN: say('此地址没有这样的操作。', '见 /v1/openapi.json，或可读页面 /docs。'),
  METHOD_UNKNOWN: say('此地址存在，但不支持这种方法。', '使用 `Allow` 所列的方法；见 /v1/openapi.json。'),
  MEDIA_TYPE_UNSUPPORTED: say(
    '正文的内容类型不被此操作接受。',
    '使用 `Content-Type: application/json`，或 /v1/openapi.json 所列类型。',
  ),
  BODY_TOO_LARGE: say('正文超过此操作的上限。', '一次少发一些；文件请用证据上传。'),
  EVIDENCE_UNREADABLE: say('图片损坏，或超出可处理的大小。', '重新发送，最多五千万像素。'),
  EVIDENCE_UNKNOWN: say('该事项没有这个文件，或文件已抹除。', '列出：`GET /v1/issues/{issue}/evidence`。'),
  EVIDENCE_HELD: say(
    '该事项已被保全，其文件不得抹除。',
    '经要求保全的一方同意后解除：`doorstep retention release <事项>`。',
  ),
  EVIDENCE_STORE_AWAY: {
    meaning: '存放证据文件的对象存储没有回应，或拒绝了请求。',
    remedy: '请稍后再试，重复提交是安全的。运维人员请检查 DOORSTEP_EVIDENCE_S3_* 设置、访问密钥和存储桶。',
  },
  EVIDENCE_LIMIT: say('该事项的文件数已达上限。', '抹除不需要的，或另处存放新的文件。'),
  UNAUTHENTICATED: say(
    '不知是谁在请求，或凭证有误、已过期、已吊销。',
    '带上有效的 `Authorization: Bearer …`，或先登录。',
  ),
  FORBIDDEN: say('请求者无权这样做。', '谁可以做什么见 docs/rights.md；请有权的人来做。'),
  TOO_MANY_REQUESTS: say('此调用方请求过于频繁。', '按 `Retry-After` 所示等待。'),
};
