import { EXIT, type ErrorTable } from './meaning';

/** Errors of the HTTP gateway: what is wrong with a request before the rules are asked. */
export const httpErrors = {
  REQUEST_MALFORMED: {
    meaning: 'A parameter, a header or the body of a request is missing or has the wrong form.',
    remedy: 'Repair the fields listed in `problems`; /v1/openapi.json describes every operation.',
    exit: EXIT.input,
  },
  ROUTE_UNKNOWN: {
    meaning: 'There is no such operation at this address.',
    remedy: 'See /v1/openapi.json, or the readable page at /docs.',
    exit: EXIT.missing,
  },
  METHOD_UNKNOWN: {
    meaning: 'This address is there, but not with this method.',
    remedy: 'Use one of those that `Allow` names; /v1/openapi.json describes them.',
    exit: EXIT.input,
  },
  MEDIA_TYPE_UNSUPPORTED: {
    meaning: 'The body has a content type that this operation does not take.',
    remedy: 'Send `Content-Type: application/json`, or what /v1/openapi.json names.',
    exit: EXIT.input,
  },
  BODY_TOO_LARGE: {
    meaning: 'The body is larger than this operation takes.',
    remedy: 'Send less at once; files go by the evidence upload.',
    exit: EXIT.input,
  },
  EVIDENCE_UNREADABLE: {
    meaning: 'A picture is broken, or larger than can be looked at.',
    remedy: 'Send it anew, at most 50 megapixels.',
    exit: EXIT.input,
  },
  EVIDENCE_UNKNOWN: {
    meaning: 'The issue has no such file, or the file was erased.',
    remedy: 'List them: `GET /v1/issues/{issue}/evidence`.',
    exit: EXIT.missing,
  },
  EVIDENCE_HELD: {
    meaning: 'The issue is held, so that none of its files may be erased.',
    remedy: 'Release it when whoever had it held agrees: `doorstep retention release <issue>`.',
    exit: EXIT.refused,
  },
  EVIDENCE_STORE_AWAY: {
    meaning: 'The store that keeps files of evidence does not answer, or refuses.',
    remedy:
      'Try again; the command is safe to repeat. Operators look at DOORSTEP_EVIDENCE_S3_*, the credentials and the bucket.',
    exit: EXIT.stack,
  },
  EVIDENCE_LIMIT: {
    meaning: 'The issue has as many files as one may have.',
    remedy: 'Erase what is not needed, or name the new ones elsewhere.',
    exit: EXIT.refused,
  },
  UNAUTHENTICATED: {
    meaning: 'It is not known who asks, or the credentials are wrong, expired or revoked.',
    remedy: 'Send a valid `Authorization: Bearer …`, or sign in.',
    exit: EXIT.refused,
  },
  FORBIDDEN: {
    meaning: 'Whoever asks has no right to this.',
    remedy: 'docs/rights.md says who may do what; ask somebody who may.',
    exit: EXIT.refused,
  },
  TOO_MANY_REQUESTS: {
    meaning: 'This caller asks more often than allowed.',
    remedy: 'Wait as long as `Retry-After` says.',
    exit: EXIT.refused,
  },
} as const satisfies ErrorTable;
