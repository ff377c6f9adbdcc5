import { useEffect, useState } from 'react';
import { type Subcategory, searchSubcategories, splitName, ucsInForce } from '../../../src-shared/ucs/index.ts';
import { useActions, useAppState } from '../../app/index.ts';
import {
  Choice,
  countOf,
  Dialogue,
  nameOfPath,
  Picker,
  type PickerOption,
  positionWords,
  withinWords,
} from '../../components/index.ts';
import { countRows } from '../browser/row-ranges.ts';
import { familyOf } from '../category/families.ts';
import { stepNow } from '../review/walk.ts';
import { likelyAgain } from './chosen-categories.ts';

const SHOWN = 60;
const KEYWORDS = 6;

/** Those that the text names stand first, so that it shows why a subcategory is offered. */
function keywordsFor(text: string, keywords: readonly string[]): readonly string[] {
  const words = splitName(text);
  const isNamed = (keyword: string): boolean => words.some((word) => keyword.toLowerCase().includes(word));
  return [...keywords.filter(isNamed), ...keywords.filter((keyword) => !isNamed(keyword))].slice(0, KEYWORDS);
}

const subcategoryOption = ({ catId, category, subCategory, keywords }: Subcategory, text = ''): PickerOption => ({
  id: catId,
  content: (
    <>
      <span className={`category-mark family-${familyOf(category)}`} aria-hidden="true" />
      <span className="palette-name">
        {category} › {subCategory}
      </span>
      <span className="palette-group chooser-keywords">{keywordsFor(text, keywords).join(', ')}</span>
      <code>{catId}</code>
    </>
  ),
});

const categoryOption = (category: string): PickerOption => ({
  id: category,
  content: (
    <>
      <span className={`category-mark family-${familyOf(category)}`} aria-hidden="true" />
      <span className="palette-name">{category}</span>
      <span className="palette-group">whole category</span>
    </>
  ),
});

/** What is chosen often first; then categories, then subcategories. */
function optionsAtFirst(likely: readonly string[]): PickerOption[] {
  const { categories, subcategories, byCatId } = ucsInForce();
  const known = likely.flatMap((id) => {
    const subcategory = byCatId.get(id.toLowerCase());
    if (subcategory !== undefined) return [subcategoryOption(subcategory)];
    return categories.includes(id) ? [categoryOption(id)] : [];
  });
  const isKnown = ({ id }: PickerOption): boolean => likely.includes(id);
  return [
    ...known,
    ...[
      ...categories.map(categoryOption),
      ...subcategories.slice(0, SHOWN).map((each) => subcategoryOption(each)),
    ].filter((option) => !isKnown(option)),
  ];
}

/** Categories that begin like the text, then subcategories that it may mean; all of them before anything is typed. */
function optionsFor(text: string, likely: readonly string[]): PickerOption[] {
  const wanted = text.trim().toUpperCase();
  if (wanted === '') return optionsAtFirst(likely);
  const { categories } = ucsInForce();
  return [
    ...categories.filter((category) => category === wanted).map(categoryOption),
    ...searchSubcategories(text, SHOWN).map((each) => subcategoryOption(each, text)),
    ...categories.filter((category) => category !== wanted && category.startsWith(wanted)).map(categoryOption),
  ];
}

/** Any category of UCS for the chosen sounds, or the marked region of one: by name, CatID or synonym, spelled as it may be. */
export function CategoryChooser() {
  const { shell, inspector, map, review } = useActions();
  const reviewed = useAppState((state) => (state.review.isOpen ? stepNow(state.review.walk)?.item : undefined));
  const leftOut = useAppState((state) => state.review.leftOut.length);
  const chosen = useAppState((state) => state.browser.selection?.sound);
  const selected = useAppState((state) => countRows(state.browser.selected));
  const onMap = useAppState((state) =>
    state.shell.room === 'map' && !state.review.isOpen ? state.map.chosen?.ids.length : undefined,
  );
  const sound = reviewed === undefined ? chosen : reviewed.members[0]?.sound;
  const count = reviewed === undefined ? (onMap ?? selected) : reviewed.members.length - leftOut;
  const marked = useAppState((state) => (state.player.sound?.id === sound?.id ? state.player.region : null));
  const region = count > 1 || reviewed !== undefined ? null : marked;
  const [part, setPart] = useState<'region' | 'whole'>('region');
  const chosenBefore = useAppState((state) => state.settings.settings?.chosenCategories);
  const [likely] = useState(() => likelyAgain(chosenBefore ?? []));
  // The words of the table are sorted out once, before the first key.
  useEffect(() => void searchSubcategories('a', 1), []);
  const whose = count > 1 ? countOf(count, 'sound') : sound ? withinWords(nameOfPath(sound.path)) : 'the sound';
  return (
    <Dialogue title={`Category of ${whose}`} onClose={shell.closeDialogue} bare>
      {region !== null && (
        <div className="chooser-part">
          <Choice
            name="Label"
            value={part}
            options={[
              {
                value: 'region',
                words: `Region ${positionWords(region.startSeconds)} to ${positionWords(region.endSeconds)}`,
              },
              { value: 'whole', words: 'Whole sound' },
            ]}
            onChange={setPart}
          />
        </div>
      )}
      <Picker
        label="Categories"
        placeholder="Category, CatID or what one hears: door, WOODHndl, thunder"
        emptyWords="No category is called that. Try another word for it."
        options={(text) => optionsFor(text, likely)}
        onPick={(id) => {
          shell.closeDialogue();
          if (reviewed !== undefined) void review.choose(id);
          else if (onMap !== undefined) void map.labelChosen(id);
          else void inspector.decide(id, region !== null && part === 'region' ? region : undefined);
        }}
      />
    </Dialogue>
  );
}
