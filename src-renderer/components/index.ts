export { Bar } from './bar.tsx';
export { Dialogue } from './dialogue.tsx';
export { FileName } from './file-name.tsx';
export { Icon, type IconName } from './icon.tsx';
export { Picker, type PickerOption } from './picker.tsx';
export {
  countOf,
  countWords,
  durationWords,
  folderOfPath,
  nameOfPath,
  percentWords,
  positionWords,
  rateWords,
  remainingWords,
} from './words.ts';
