import type { Capability } from '../../kernel/capability';

export const migration = { commands: {}, events: {} } satisfies Capability;
