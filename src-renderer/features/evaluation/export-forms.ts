import type { EmbeddingExportForm } from '../../../src-shared/contract/evaluation.ts';

const forms: readonly { readonly form: EmbeddingExportForm; readonly name: string }[] = [
  { form: 'html', name: 'Page with all figures (HTML)' },
  { form: 'csv', name: 'All numbers (CSV)' },
  { form: 'macro-f1.svg', name: 'Macro-F1 (SVG)' },
  { form: 'change.svg', name: 'Change (SVG)' },
  { form: 'davies-bouldin.svg', name: 'Davies-Bouldin (SVG)' },
  { form: 'silhouette.svg', name: 'Silhouette (SVG)' },
  { form: 'confusion.svg', name: 'Confusion matrix (SVG)' },
  { form: 'picture.svg', name: 'Sounds on a plane (SVG)' },
];

/** What can be exported of what is shown. */
export const embeddingForms = (hasChange: boolean, hasPicture: boolean): typeof forms =>
  forms.filter(({ form }) => (form !== 'change.svg' || hasChange) && (form !== 'picture.svg' || hasPicture));
