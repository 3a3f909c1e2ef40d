/** What Open311 takes, for its document; parameters.ts, report.ts and update.ts say no to the rest, all mistakes at once. */
import { z } from 'zod';
import { SEVERITIES } from '../../../domain';
import { SEVERITY_ATTRIBUTE, UNIT_ATTRIBUTE } from './attributes';

/** Requests in one answer. */
export const MOST_ROWS = 1_000;
export const MOST_PAGES = 1_000_000;
/** As the specification has it. */
export const LONGEST_DESCRIPTION = 4_000;
/** Of an update; comments are shorter than reports. */
export const LONGEST_TEXT = 2_000;
/** As evidence is kept by reference. */
export const LONGEST_URL = 500;

const text = z.string().optional();
/** Said of a type that only the document needs: what arrives is text. */
const date = z.iso.datetime({ offset: true }).meta({ pattern: undefined }).optional();
const jurisdiction = text.describe('The community; there is one, so that nobody has to name it.');
const key = text.describe('An API key of the gateway, where there is no header with it.');
const mediaUrl = z
  .url({ protocol: /^https?$/ })
  .max(LONGEST_URL)
  .optional()
  .describe('An http or https link to a picture; it is kept and never fetched.');
const ignored = text.describe('Not kept: the sender has it.');

export const JURISDICTION = z.object({ jurisdiction_id: jurisdiction });

export const REQUESTS_ASKED = JURISDICTION.extend({
  service_request_id: text.describe(`Up to ${MOST_ROWS}, separated by commas; overrides everything else.`),
  service_code: text.describe('Categories, separated by commas.'),
  status: z.enum(['open', 'closed', 'open,closed', 'closed,open']).optional(),
  start_date: date.describe('Reported no earlier; 90 days before the end when left out.'),
  end_date: date.describe('Reported no later; now when left out.'),
  updated_after: date.describe('Moved no earlier; then the earliest comes first.'),
  updated_before: date.describe('Moved no later.'),
  page: z.int().min(1).max(MOST_PAGES).optional(),
  page_size: z.int().min(1).max(MOST_ROWS).optional().describe(`${MOST_ROWS} when left out.`),
});

export const UPDATES_ASKED = JURISDICTION.extend({
  start_date: date.describe('Recorded no earlier; 90 days before the end when left out.'),
  end_date: date.describe('Recorded no later; now when left out.'),
});

export const REQUEST_SENT = z.looseObject({
  jurisdiction_id: jurisdiction,
  api_key: key,
  service_code: z.string().describe('The id of the category.'),
  [`attribute[${UNIT_ATTRIBUTE}]`]: text.describe('The unit where it is: this or `address_id` is needed.'),
  [`attribute[${SEVERITY_ATTRIBUTE}]`]: z.enum(SEVERITIES).optional().describe('normal when left out.'),
  address_id: text.describe('The unit where it is, unless the attribute says it.'),
  address_string: ignored,
  lat: z.number().min(-90).max(90).optional().describe('Checked, with `long`, and not kept; not enough by itself.'),
  long: z.number().min(-180).max(180).optional(),
  description: z.string().max(LONGEST_DESCRIPTION).optional().describe('The name of the service when left out.'),
  media_url: mediaUrl,
  account_id: text.describe('The resident in whose name it is, from a key that acts for others.'),
  email: ignored,
  device_id: ignored,
  first_name: ignored,
  last_name: ignored,
  phone: ignored,
});

export const UPDATE_SENT = z.looseObject({
  jurisdiction_id: jurisdiction,
  api_key: key,
  service_request_id: z.string().describe('The id of the issue.'),
  status: text.describe(
    'CLOSED and FIXED confirm, OPEN and REOPEN disagree, CANCELLED withdraws; others are said only.',
  ),
  description: z.string().max(LONGEST_TEXT).optional(),
  media_url: mediaUrl,
  update_id: text.describe('Of the sender: the same one is the same update.'),
  updated_datetime: date.describe('When it was said.'),
});
