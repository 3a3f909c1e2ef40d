export { issue } from './issue';
