/** Thread entry: reads a workbook, so that a large or odd one holds up nobody and can be ended. */
import { parentPort, workerData } from 'node:worker_threads';
import { readWorkbook, type WorkbookSheet } from './read-workbook.ts';
import { WorkbookFault, type WorkbookFaultKind } from './workbook-fault.ts';

export type WorkbookAnswer = { readonly sheets: readonly WorkbookSheet[] } | { readonly fault: WorkbookFaultKind };

function read(bytes: Uint8Array): WorkbookAnswer {
  try {
    return { sheets: readWorkbook(bytes) };
  } catch (error) {
    // Whatever strangers' bytes bring about, this file is what is wrong.
    return { fault: error instanceof WorkbookFault ? error.kind : 'damaged' };
  }
}

const answer = read(workerData as Uint8Array);
parentPort?.postMessage(answer, 'sheets' in answer ? answer.sheets.map(({ text }) => text.buffer) : []);
