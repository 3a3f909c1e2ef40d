import type { Capability } from '../../kernel/capability';

export const linking = { commands: {}, events: {} } satisfies Capability;
