/** Why a workbook can't be read. */
export type WorkbookFaultKind = 'damaged' | 'no-workbook' | 'too-large';

export class WorkbookFault extends Error {
  readonly kind: WorkbookFaultKind;

  constructor(kind: WorkbookFaultKind, options?: ErrorOptions) {
    super(`The workbook is ${kind}.`, options);
    this.kind = kind;
  }
}
