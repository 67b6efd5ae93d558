export { firstPark } from './engine/first-park.ts';
export { goingOnAt, stayingAt } from './engine/moved.ts';
