import type { Capability } from '../../kernel/capability';

export const verification = { commands: {}, events: {} } satisfies Capability;
