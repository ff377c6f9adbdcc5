/** The directions in which rows vary most. */
export type PrincipalComponents = {
  /** count × columns, each of length 1, by falling variance. */
  readonly directions: Float64Array;
  /** The mean square along each. */
  readonly variances: Float64Array;
};

/** More directions than wanted are followed: the last of them converge slowly and are thrown away. */
const SPARE = 16;
const ITERATIONS = 6;
const ROWS_AT_ONCE = 8;

/**
 * The leading eigenvectors of the rows' second moments, by subspace iteration from a fixed random beginning with a
 * Rayleigh–Ritz step at the end (Halko, Martinsson and Tropp 2011, "Finding structure with randomness", algorithm 4.4).
 * Rows are taken as they are: centre them first. Directions point so that their largest part is positive.
 * @param rows rows × columns
 * @param count how many directions; fewer come of fewer rows or columns
 */
export function principalComponents(rows: Float32Array, columns: number, count: number): PrincipalComponents {
  const moments = secondMoments(rows, columns);
  const wanted = Math.min(count, columns, Math.floor(rows.length / columns));
  const followed = Math.min(columns, wanted + SPARE);
  let basis = randomBasis(followed, columns);
  orthonormalise(basis, columns);
  for (let iteration = 0; iteration < ITERATIONS; iteration += 1) {
    basis = timesSymmetric(basis, moments, columns);
    orthonormalise(basis, columns);
  }
  const image = timesSymmetric(basis, moments, columns);
  const { values, vectors } = symmetricEigen(timesTransposed(basis, image, columns), followed);
  const directions = new Float64Array(wanted * columns);
  for (let index = 0; index < wanted; index += 1) {
    const direction = directions.subarray(index * columns, (index + 1) * columns);
    for (let from = 0; from < followed; from += 1) {
      const share = vectors[index * followed + from] as number;
      for (let column = 0; column < columns; column += 1) {
        direction[column] = (direction[column] as number) + share * (basis[from * columns + column] as number);
      }
    }
    const largest = direction.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
    if (largest < 0) for (let column = 0; column < columns; column += 1) direction[column] = -(direction[column] ?? 0);
  }
  return { directions, variances: values.slice(0, wanted) };
}

/** Rowsᵀ·rows ÷ their number, columns × columns. */
function secondMoments(rows: Float32Array, columns: number): Float64Array {
  const moments = new Float64Array(columns * columns);
  const count = Math.floor(rows.length / columns);
  const empty = new Float32Array(columns);
  for (let begin = 0; begin < count; begin += ROWS_AT_ONCE) {
    const at = (place: number) =>
      begin + place < count ? rows.subarray((begin + place) * columns, (begin + place + 1) * columns) : empty;
    addSquares([at(0), at(1), at(2), at(3), at(4), at(5), at(6), at(7)], moments);
  }
  for (let row = 0; row < columns; row += 1) {
    for (let column = row; column < columns; column += 1) {
      const value = (moments[row * columns + column] as number) / Math.max(1, count);
      moments[row * columns + column] = value;
      moments[column * columns + row] = value;
    }
  }
  return moments;
}

type EightRows = readonly [
  Float32Array,
  Float32Array,
  Float32Array,
  Float32Array,
  Float32Array,
  Float32Array,
  Float32Array,
  Float32Array,
];

/** Eight rows at once: each moment is then read and written once for all of them. */
function addSquares([a, b, c, d, e, f, g, h]: EightRows, moments: Float64Array): void {
  const columns = a.length;
  for (let row = 0; row < columns; row += 1) {
    const [ar, br, cr, dr] = [a[row] as number, b[row] as number, c[row] as number, d[row] as number];
    const [er, fr, gr, hr] = [e[row] as number, f[row] as number, g[row] as number, h[row] as number];
    const begin = row * columns;
    for (let column = row; column < columns; column += 1) {
      moments[begin + column] =
        (moments[begin + column] as number) +
        ar * (a[column] as number) +
        br * (b[column] as number) +
        cr * (c[column] as number) +
        dr * (d[column] as number) +
        er * (e[column] as number) +
        fr * (f[column] as number) +
        gr * (g[column] as number) +
        hr * (h[column] as number);
    }
  }
}

/** Numbers of about equal spread around 0, always the same: a linear congruential generator (Numerical Recipes). */
function randomBasis(count: number, columns: number): Float64Array {
  let state = 1;
  return Float64Array.from({ length: count * columns }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

/** Each row times a symmetric matrix: four rows of the matrix at once. */
function timesSymmetric(rows: Float64Array, matrix: Float64Array, columns: number): Float64Array {
  const product = new Float64Array(rows.length);
  for (let begin = 0; begin < rows.length; begin += columns) {
    let from = 0;
    for (; from + 3 < columns; from += 4) {
      const [first, second] = [from * columns, (from + 1) * columns];
      const [third, fourth] = [(from + 2) * columns, (from + 3) * columns];
      const a = rows[begin + from] as number;
      const b = rows[begin + from + 1] as number;
      const c = rows[begin + from + 2] as number;
      const d = rows[begin + from + 3] as number;
      for (let column = 0; column < columns; column += 1) {
        product[begin + column] =
          (product[begin + column] as number) +
          a * (matrix[first + column] as number) +
          b * (matrix[second + column] as number) +
          c * (matrix[third + column] as number) +
          d * (matrix[fourth + column] as number);
      }
    }
    for (; from < columns; from += 1) {
      const a = rows[begin + from] as number;
      for (let column = 0; column < columns; column += 1) {
        product[begin + column] = (product[begin + column] as number) + a * (matrix[from * columns + column] as number);
      }
    }
  }
  return product;
}

/** Rows of one times rows of the other. */
function timesTransposed(rows: Float64Array, others: Float64Array, columns: number): Float64Array {
  const [height, width] = [rows.length / columns, others.length / columns];
  const product = new Float64Array(height * width);
  for (let row = 0; row < height; row += 1) {
    for (let other = 0; other < width; other += 1) {
      let sum = 0;
      for (let column = 0; column < columns; column += 1) {
        sum += (rows[row * columns + column] as number) * (others[other * columns + column] as number);
      }
      product[row * width + other] = sum;
    }
  }
  return product;
}

/** Makes rows perpendicular and of length 1, in place: Gram–Schmidt, twice (Giraud, Langou and Rozložník 2005). */
function orthonormalise(rows: Float64Array, columns: number): void {
  for (let begin = 0; begin < rows.length; begin += columns) {
    for (let round = 0; round < 2; round += 1) {
      for (let before = 0; before < begin; before += columns) {
        let product = 0;
        for (let column = 0; column < columns; column += 1) {
          product += (rows[begin + column] as number) * (rows[before + column] as number);
        }
        for (let column = 0; column < columns; column += 1) {
          rows[begin + column] = (rows[begin + column] as number) - product * (rows[before + column] as number);
        }
      }
    }
    let square = 0;
    for (let column = 0; column < columns; column += 1) square += (rows[begin + column] as number) ** 2;
    const scale = square > 1e-24 ? 1 / Math.sqrt(square) : 0;
    for (let column = 0; column < columns; column += 1) rows[begin + column] = (rows[begin + column] as number) * scale;
  }
}

/**
 * All eigenvalues of a small symmetric matrix, falling, with their eigenvectors as rows: cyclic Jacobi rotations
 * (Golub and Van Loan, "Matrix Computations", section 8.5).
 */
function symmetricEigen(matrix: Float64Array, size: number): { values: Float64Array; vectors: Float64Array } {
  const vectors = Float64Array.from({ length: size * size }, (_, index) => Number(index % (size + 1) === 0));
  for (let sweep = 0; sweep < 30; sweep += 1) {
    let outside = 0;
    let inside = 0;
    for (let row = 0; row < size; row += 1) {
      inside += (matrix[row * size + row] as number) ** 2;
      for (let column = 0; column < row; column += 1) outside += (matrix[row * size + column] as number) ** 2;
    }
    if (outside <= 1e-22 * inside) break;
    for (let p = 0; p < size; p += 1) for (let q = p + 1; q < size; q += 1) rotate(matrix, vectors, size, p, q);
  }
  const order = Array.from({ length: size }, (_, index) => index).sort(
    (a, b) => (matrix[b * size + b] as number) - (matrix[a * size + a] as number),
  );
  const sorted = new Float64Array(size * size);
  for (const [place, index] of order.entries())
    sorted.set(vectors.subarray(index * size, (index + 1) * size), place * size);
  return { values: Float64Array.from(order, (index) => matrix[index * size + index] as number), vectors: sorted };
}

/** Turns rows and columns p and q so that what connects them becomes zero. */
function rotate(matrix: Float64Array, vectors: Float64Array, size: number, p: number, q: number): void {
  const between = matrix[p * size + q] as number;
  if (between === 0) return;
  const theta = ((matrix[q * size + q] as number) - (matrix[p * size + p] as number)) / (2 * between);
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const cosine = 1 / Math.hypot(tangent, 1);
  const sine = tangent * cosine;
  for (let index = 0; index < size; index += 1) {
    turn(matrix, index * size + p, index * size + q, cosine, sine);
  }
  for (let index = 0; index < size; index += 1) {
    turn(matrix, p * size + index, q * size + index, cosine, sine);
    turn(vectors, p * size + index, q * size + index, cosine, sine);
  }
}

function turn(values: Float64Array, first: number, second: number, cosine: number, sine: number): void {
  const [a, b] = [values[first] as number, values[second] as number];
  values[first] = cosine * a - sine * b;
  values[second] = sine * a + cosine * b;
}
