export { type MapPoints, readPoints, writePoints } from './points.ts';
