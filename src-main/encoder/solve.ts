/** Small dense linear algebra: what reading an encoder's heads through another encoder needs. */

/**
 * Solves S·X = B for a symmetric positive definite S, by Cholesky's factors (Golub and Van Loan, "Matrix Computations",
 * section 4.2).
 *
 * @param matrix size × size; only its lower half is read, and it is overwritten
 * @param right size × columns; overwritten by the solution
 * @throws RangeError when the matrix is not positive definite
 */
export function solveSymmetric(matrix: Float64Array, right: Float64Array, size: number): void {
  for (let column = 0; column < size; column++) {
    for (let row = column; row < size; row++) {
      let sum = matrix[row * size + column] as number;
      for (let k = 0; k < column; k++)
        sum -= (matrix[row * size + k] as number) * (matrix[column * size + k] as number);
      if (row > column) matrix[row * size + column] = sum / (matrix[column * size + column] as number);
      else if (sum > 0) matrix[row * size + column] = Math.sqrt(sum);
      else throw new RangeError('the matrix is not positive definite');
    }
  }
  const columns = right.length / size;
  for (let row = 0; row < size; row++) {
    for (let k = 0; k < row; k++) subtract(right, row, k, matrix[row * size + k] as number, columns);
    divide(right, row, matrix[row * size + row] as number, columns);
  }
  for (let row = size - 1; row >= 0; row--) {
    for (let k = row + 1; k < size; k++) subtract(right, row, k, matrix[k * size + row] as number, columns);
    divide(right, row, matrix[row * size + row] as number, columns);
  }
}

function subtract(right: Float64Array, row: number, other: number, factor: number, columns: number): void {
  if (factor === 0) return;
  const [to, from] = [row * columns, other * columns];
  for (let column = 0; column < columns; column++)
    right[to + column] = (right[to + column] as number) - factor * (right[from + column] as number);
}

function divide(right: Float64Array, row: number, divisor: number, columns: number): void {
  for (let at = row * columns; at < (row + 1) * columns; at++) right[at] = (right[at] as number) / divisor;
}
