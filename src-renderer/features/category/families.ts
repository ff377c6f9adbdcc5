export { type Family, families, familyOf } from '../../../src-shared/ucs/index.ts';
