/** Settings of who may come in, read once from the environment and checked. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { invalidSettings, settingsFrom } from '../../../contracts/settings';
import type { Span } from '../../../domain';
import type { SessionTerms } from '../../../store';

/** Signatures with a public key only: with a shared secret whoever can check a token could make one. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
] as const;

const isSafeUrl = (text: string): boolean => {
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
};
const url = z.url({ protocol: /^https?$/ }).refine(isSafeUrl, 'must be https, or http on this machine');

const issuerSchema = z.strictObject({
  /** As the tokens have it in `iss`, to the letter. */
  issuer: url,
  /** What `aud` has to name. */
  audience: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]),
  /** Where its keys are; found by OpenID Connect discovery when left out. */
  jwks: url.optional(),
  algorithms: z.array(z.enum(ALGORITHMS)).min(1).default(['RS256', 'PS256', 'ES256', 'EdDSA', 'Ed25519']),
  /** What `typ` of the header has to be; an ID token is no access token. */
  types: z.array(z.string().min(1)).min(1).default(['at+jwt', 'JWT']),
  /** The claim that is the id of a person in the directory. */
  personClaim: z.string().min(1).default('sub'),
  /** Who runs the installation: the claim, a text or a list of texts, has this value. */
  operator: z.strictObject({ claim: z.string().min(1), value: z.string().min(1) }).optional(),
});
export type IssuerSettings = z.output<typeof issuerSchema>;

const minutes = (usual: number) => z.coerce.number().int().min(1).max(525_600).default(usual);
const schema = z.object({
  DOORSTEP_TOKEN_ISSUERS: z.string().optional(),
  DOORSTEP_SESSION_IDLE_MINUTES: minutes(60),
  DOORSTEP_SESSION_LIFE_MINUTES: minutes(12 * 60),
  DOORSTEP_GUESTS_PER_ADDRESS: z.coerce.number().int().min(0).max(100_000).default(5),
  DOORSTEP_GUESTS_PER_UNIT: z.coerce.number().int().min(0).max(100_000).default(30),
  DOORSTEP_CODES_PER_CONTACT: z.coerce.number().int().min(0).max(100).default(5),
  DOORSTEP_CODES_PER_NETWORK: z.coerce.number().int().min(0).max(100_000).default(10),
  DOORSTEP_CODES_IN_ALL: z.coerce.number().int().min(0).max(1_000_000).default(500),
  DOORSTEP_CODES_NUMBERS: z
    .string()
    .regex(/^\+\d{1,8}(,\+\d{1,8})*$/, 'must be beginnings of numbers such as +86, separated by commas')
    .optional(),
  DOORSTEP_ACCESS_LOG_DAYS: z.coerce.number().int().min(91).max(36_500).default(400),
  DOORSTEP_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  TEMPORAL_UI_URL: z.url({ protocol: /^https?$/ }).optional(),
});

/** One-time codes in an hour; 0 of any sends none. */
export interface CodeLimits {
  /** To one telephone number or mail address. */
  readonly perContact: number;
  readonly perNetwork: number;
  readonly inAll: number;
  /** How numbers begin to which text messages go; any when empty. */
  readonly numbers: readonly string[];
}

export interface IdentitySettings {
  readonly issuers: readonly IssuerSettings[];
  readonly sessions: SessionTerms;
  /** Reports without an account in an hour; 0 of either takes none. */
  readonly guestsPerHour: { readonly address: number; readonly unit: number };
  readonly codes: CodeLimits;
  readonly keepAccessMs: Span;
  /** The only origin from which cookies count, where it is known; then they are for https when it is. */
  readonly publicOrigin: string | undefined;
  /** Of Temporal's web UI as people reach it: whoever has signed in here reads there what people wrote. */
  readonly temporalUiOrigin: string | undefined;
}

/** Throws DoorstepError SETTING_INVALID naming every variable at fault. */
export function readIdentitySettings(env: NodeJS.ProcessEnv = process.env): IdentitySettings {
  const data = settingsFrom(schema, env);
  return {
    issuers: issuersOf(data.DOORSTEP_TOKEN_ISSUERS),
    sessions: {
      idleMs: data.DOORSTEP_SESSION_IDLE_MINUTES * 60_000,
      lifeMs: data.DOORSTEP_SESSION_LIFE_MINUTES * 60_000,
    },
    guestsPerHour: { address: data.DOORSTEP_GUESTS_PER_ADDRESS, unit: data.DOORSTEP_GUESTS_PER_UNIT },
    codes: {
      perContact: data.DOORSTEP_CODES_PER_CONTACT,
      perNetwork: data.DOORSTEP_CODES_PER_NETWORK,
      inAll: data.DOORSTEP_CODES_IN_ALL,
      numbers: data.DOORSTEP_CODES_NUMBERS?.split(',') ?? [],
    },
    keepAccessMs: data.DOORSTEP_ACCESS_LOG_DAYS * 86_400_000,
    publicOrigin: originOf(data.DOORSTEP_PUBLIC_URL),
    temporalUiOrigin: originOf(data.TEMPORAL_UI_URL),
  };
}

const originOf = (address: string | undefined): string | undefined =>
  address === undefined ? undefined : new URL(address).origin;

const VARIABLE = 'DOORSTEP_TOKEN_ISSUERS';

/** A list in JSON, or the file that holds it. */
function issuersOf(text: string | undefined): readonly IssuerSettings[] {
  if (text === undefined) return [];
  const parsed = z.array(issuerSchema).safeParse(jsonOf(text));
  if (!parsed.success)
    throw invalidSettings(parsed.error.issues.map((issue) => `${VARIABLE}.${issue.path.join('.')}: ${issue.message}`));
  const names = parsed.data.map(({ issuer }) => issuer);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw invalidSettings([`${VARIABLE}: ${twice} stands there twice`]);
  return parsed.data;
}

function jsonOf(text: string): unknown {
  const isList = text.trimStart().startsWith('[');
  try {
    return JSON.parse(isList ? text : readFileSync(text, 'utf8'));
  } catch (cause) {
    const what = isList ? 'is no JSON' : 'names no file that can be read as JSON';
    throw invalidSettings([`${VARIABLE}: ${what}`], { cause });
  }
}
