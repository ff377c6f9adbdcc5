import type { EngineClient } from '../../../../src-shared/contract/contract.ts';
import type { FacetName } from '../../../../src-shared/contract/facets.ts';
import type { SoundFilter, SoundResultSet } from '../../../../src-shared/contract/sounds.ts';
import { type CommandContext, EXIT } from '../context.ts';
import { newTable, trimLines } from './sounds.ts';
import { count } from './words.ts';

const titles: { readonly [Name in FacetName]: string } = {
  containers: 'format',
  sampleRatesHz: 'sample rate',
  bitDepths: 'bit depth',
  channels: 'channels',
  durations: 'length in seconds',
  libraryIds: 'library',
  added: 'added',
  labelSources: 'decided by',
  certainties: 'certainty in %',
  statuses: 'status',
  ratings: 'rating',
  favourites: 'favourite',
  collectionIds: 'collection',
};

const MOST_WORDS = 8;

/** How many of the sounds that are meant have each value. */
export async function showFacets(context: CommandContext, client: EngineClient, filter: SoundFilter): Promise<number> {
  const facets = await client.sounds.facets({ filter });
  if (context.json) {
    context.print(facets);
    return EXIT.done;
  }
  const libraries = new Map((await client.libraries.list()).map(({ id, name }) => [id as number, name]));
  const collections = new Map((await client.collections.list()).map(({ id, name }) => [id, name]));
  const table = newTable([]);
  for (const name of Object.keys(titles) as FacetName[]) {
    facets[name].forEach(({ value, count: sounds }, i) => {
      const shown =
        name === 'libraryIds'
          ? libraries.get(Number(value))
          : name === 'collectionIds'
            ? collections.get(String(value))
            : name === 'favourites'
              ? value === true
                ? 'yes'
                : 'no'
              : value;
      table.push([i === 0 ? titles[name] : '', String(shown ?? 'none'), { content: count(sounds), hAlign: 'right' }]);
    });
  }
  context.print(table.length === 0 ? 'No sound matches.' : trimLines(table.toString()));
  return EXIT.done;
}

/** What a word of a search was widened to, for a person. */
export function expansionText({ term, words, catIds }: SoundResultSet['expandedTo'][number]): string {
  const more = (items: readonly string[]) =>
    items.length > MOST_WORDS ? `${items.slice(0, MOST_WORDS).join(', ')}…` : items.join(', ');
  const parts = [
    ...(words.length > 0 ? [more(words)] : []),
    ...(catIds.length > 0 ? [`sounds of ${more(catIds)}`] : []),
  ];
  return `“${term}” also finds ${parts.join(' and ')} (=${term} finds only the word).`;
}
