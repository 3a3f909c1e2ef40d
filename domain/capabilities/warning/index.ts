import type { Capability } from '../../kernel/capability';

export const warning = { commands: {}, events: {} } satisfies Capability;
