export { labelEntries } from './label-entries.ts';
export { LabelPlans } from './label-plans.ts';
