export { suggestionsOf, suggestionsText } from './stored-suggestions.ts';
