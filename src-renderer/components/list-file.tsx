import type { RefObject } from 'react';

/** Chooses a list: a text file of columns, or a workbook. It is opened by a click on `picker`. */
export function ListFile({
  picker,
  label,
  read,
}: {
  readonly picker: RefObject<HTMLInputElement | null>;
  readonly label: string;
  readonly read: (file: File) => void;
}) {
  return (
    <input
      ref={picker}
      type="file"
      hidden
      accept=".xlsx,.csv,.tsv,.txt,text/csv,text/tab-separated-values,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
      aria-label={label}
      onChange={(event) => {
        const [file] = event.target.files ?? [];
        event.target.value = '';
        if (file !== undefined) read(file);
      }}
    />
  );
}
