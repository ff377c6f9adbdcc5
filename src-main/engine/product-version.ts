import packageFacts from '../../package.json' with { type: 'json' };

export const PRODUCT_VERSION: string = packageFacts.version;
