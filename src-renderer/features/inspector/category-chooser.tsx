import { categories, type Subcategory, searchSubcategories, subcategories } from '../../../src-shared/ucs/index.ts';
import { useActions, useAppState } from '../../app/index.ts';
import { Dialogue, nameOfPath, Picker, type PickerOption } from '../../components/index.ts';
import { familyOf } from '../category/families.ts';

const SHOWN = 60;
const KEYWORDS = 6;

const subcategoryOption = ({ catId, category, subCategory, keywords }: Subcategory): PickerOption => ({
  id: catId,
  content: (
    <>
      <span className={`category-mark family-${familyOf(category)}`} aria-hidden="true" />
      <span className="palette-name">
        {category} › {subCategory}
      </span>
      <span className="palette-group chooser-keywords">{keywords.slice(0, KEYWORDS).join(', ')}</span>
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

/** Categories that begin like the text, then subcategories that it may mean; all of them before anything is typed. */
function optionsFor(text: string): PickerOption[] {
  const wanted = text.trim().toUpperCase();
  if (wanted === '')
    return [...categories.map(categoryOption), ...subcategories.slice(0, SHOWN).map(subcategoryOption)];
  return [
    ...categories.filter((category) => category === wanted).map(categoryOption),
    ...searchSubcategories(text, SHOWN).map(subcategoryOption),
    ...categories.filter((category) => category !== wanted && category.startsWith(wanted)).map(categoryOption),
  ];
}

/** Any category of UCS for the chosen sound: by name, CatID or synonym, spelled as it may be. */
export function CategoryChooser() {
  const { shell, inspector } = useActions();
  const sound = useAppState((state) => state.browser.selection?.sound);
  return (
    <Dialogue title={`Category of ${sound ? nameOfPath(sound.path) : 'the sound'}`} onClose={shell.closeDialogue} bare>
      <Picker
        label="Categories"
        placeholder="Category, CatID or what one hears: door, WOODHndl, thunder"
        emptyWords="No category is called that. Try another word for it."
        options={optionsFor}
        onPick={(id) => {
          shell.closeDialogue();
          void inspector.decide(id);
        }}
      />
    </Dialogue>
  );
}
