export { type MapPoints, pointBytes, readPoints, writePoints } from './points.ts';
