import type { Letter } from '../../../workers/channels';

export const letter: Letter = {
  id: 'i-1:1:lead-1:webhook',
  issue: 'i-1',
  seq: 1,
  recipient: 'lead-1',
  template: 'tier-called',
  tier: 1,
  round: 0,
  facts: { dueAtMs: Date.UTC(2026, 10, 28, 14), by: 'resident-1' },
  category: 'lamps',
  severity: 'high',
  unit: 'east-1',
  queuedAtMs: Date.UTC(2026, 10, 28, 12),
  lang: 'en',
  subject: 'Please acknowledge (i-1)',
  body: 'The light is out.\n\nAcknowledge by 14:00.',
  actions: [],
};
