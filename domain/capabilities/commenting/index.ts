import type { Capability } from '../../kernel/capability';

export const commenting = { commands: {}, events: {} } satisfies Capability;
