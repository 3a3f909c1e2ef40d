import type { Capability } from '../../kernel/capability';

export const reclassification = { commands: {}, events: {} } satisfies Capability;
