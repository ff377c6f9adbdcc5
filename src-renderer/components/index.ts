export { Bar } from './bar.tsx';
export { Choice } from './choice.tsx';
export { dateWords } from './date-words.ts';
export { Dialogue } from './dialogue.tsx';
export { EditableText } from './editable-text.tsx';
export { withinWords } from './elision.ts';
export { FigureView } from './figures/index.ts';
export { FileName } from './file-name.tsx';
export { Hint } from './hint.tsx';
export { Icon, type IconName } from './icon.tsx';
export { type Kind, KindFilter } from './kind-filter.tsx';
export { ListFile } from './list-file.tsx';
export { ContextMenu, MenuButton, type MenuEntry, type MenuPart } from './menu.tsx';
export { NameDialogue } from './name-dialogue.tsx';
export { NamedList, type NamedRow } from './named-list.tsx';
export { Picker, type PickerOption } from './picker.tsx';
export { RowList } from './row-list.tsx';
export { Slider } from './slider.tsx';
export { Stars } from './stars.tsx';
export { Switch } from './switch.tsx';
export {
  bytesWords,
  countOf,
  countWords,
  decibelWords,
  durationWords,
  folderOfPath,
  momentWords,
  nameOfPath,
  percentWords,
  positionWords,
  rateWords,
  remainingWords,
} from './words.ts';
