// Writes src-shared/ucs/ucs-8.2.1.json from the TSV beside it, in the form browsers and bundlers can import.
// Run after changing the TSV: node scripts/build-ucs-table.mjs
import { readFileSync, writeFileSync } from 'node:fs';

const folder = new URL('../src-shared/ucs/', import.meta.url);
const [header, ...rows] = readFileSync(new URL('ucs-8.2.1.tsv', folder), 'utf8').trimEnd().split('\n');
if (header !== 'cat_id\tcat_short\tcategory\tsub_category\tkeywords') {
  throw new Error(`Unexpected columns in ucs-8.2.1.tsv: ${header}`);
}

const lines = rows.map((row) => {
  const [catId, catShort, category, subCategory, keywords = ''] = row.split('\t');
  return JSON.stringify({
    catId,
    catShort,
    category,
    subCategory,
    keywords: keywords
      .split(',')
      .map((keyword) => keyword.trim())
      .filter(Boolean),
  });
});
writeFileSync(
  new URL('ucs-8.2.1.json', folder),
  `{\n"version": "8.2.1",\n"subcategories": [\n${lines.join(',\n')}\n]\n}\n`,
);
