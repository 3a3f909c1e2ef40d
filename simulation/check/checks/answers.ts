import type { Check } from '../check';

export const answers: Check = {
  name: 'answers',
  promise: 'The rules answer everything with events or a refusal; they never throw, and never loop.',
  end: (_sight, { crash }, say) => {
    if (crash !== null) say(crash);
  },
};
