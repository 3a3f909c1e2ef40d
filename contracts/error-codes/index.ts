/** Every error code of Doorstep. docs/errors.md is generated from this table. */
import { channelErrors } from './channels';
import { clientErrors } from './clients';
import { identityErrors } from './identity';
import { httpErrors } from './http';
import { importErrors } from './import';
import type { ErrorMeaning } from './meaning';
import { messagingErrors } from './messaging';
import { ruleErrors } from './rules';
import { policyErrors } from './policies';
import { stackErrors } from './stack';
import { storeErrors } from './store';

const table = {
  ...ruleErrors,
  ...storeErrors,
  ...stackErrors,
  ...policyErrors,
  ...messagingErrors,
  ...channelErrors,
  ...clientErrors,
  ...identityErrors,
  ...httpErrors,
  ...importErrors,
};

/** The tables by room: a code may stand in one of them only, which a test sees to. */
export const ERROR_TABLES = [
  ruleErrors,
  storeErrors,
  stackErrors,
  policyErrors,
  messagingErrors,
  channelErrors,
  clientErrors,
  identityErrors,
  httpErrors,
  importErrors,
];

export type ErrorCode = keyof typeof table;
export const ERROR_CODES: Readonly<Record<ErrorCode, ErrorMeaning>> = table;
