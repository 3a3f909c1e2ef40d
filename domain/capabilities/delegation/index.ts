import type { Capability } from '../../kernel/capability';

export const delegation = { commands: {}, events: {} } satisfies Capability;
