import type { ReviewOrder } from '../../../src-shared/contract/review.ts';

/** In the order in which they are offered; spelled out here because the contract's schemas stay out of the window. */
export const orderNames: { readonly [Order in ReviewOrder]: string } = {
  covering: 'Representative',
  'least-certain': 'Least certain',
  disagreement: 'Name against sound',
  newest: 'Newest',
  random: 'Random',
};

export const reviewOrders = Object.keys(orderNames) as readonly ReviewOrder[];
