import type { Capability } from '../../kernel/capability';

export const siteCheck = { commands: {}, events: {} } satisfies Capability;
