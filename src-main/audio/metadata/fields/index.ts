export { fieldsOf } from './fields-of.ts';
