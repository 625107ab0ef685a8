/**
 * The real series `x[k] = sum over j of X[j] e^(2 pi i j k / N)` of length `N` whose spectrum mirrors
 * itself, `X[N - j]` being the conjugate of `X[j]`; `N` is a power of two of at least 2.
 *
 * Our own, because a page is less to trust than one more dependency at run time. The values at even
 * and odd `k` are the real and imaginary parts of one complex transform of half the length.
 *
 * @param real - the real parts of `X[0]` to `X[N / 2]`
 * @param imaginary - their imaginary parts
 */
export function realSeries(real: Float64Array, imaginary: Float64Array): Float64Array {
  const half = real.length - 1;
  const re = new Float64Array(half);
  const im = new Float64Array(half);
  for (let index = 0; index < half; index += 1) {
    const mirrored = half - index;
    const cosine = Math.cos((Math.PI * index) / half);
    const sine = Math.sin((Math.PI * index) / half);
    const differenceRe = real[index]! - real[mirrored]!;
    const differenceIm = imaginary[index]! + imaginary[mirrored]!;
    const oddRe = differenceRe * cosine - differenceIm * sine;
    const oddIm = differenceRe * sine + differenceIm * cosine;
    re[index] = real[index]! + real[mirrored]! - oddIm;
    im[index] = imaginary[index]! - imaginary[mirrored]! + oddRe;
  }
  fourierTransform(re, im);
  const series = new Float64Array(2 * half);
  for (let index = 0; index < half; index += 1) {
    series[2 * index] = re[index]!;
    series[2 * index + 1] = im[index]!;
  }
  return series;
}

/**
 * The discrete Fourier transform `X[j] = sum over k of x[k] e^(+2 pi i j k / N)`, in place, for a
 * length `N` that is a power of two. Radix 2, decimation in time (Cooley and Tukey 1965). Every root
 * of unity is computed by itself and none from the one before, so that the error grows with log2(N)
 * alone.
 */
export function fourierTransform(real: Float64Array, imaginary: Float64Array): void {
  const length = real.length;
  reverseBits(real, imaginary);
  const cosines = new Float64Array(length / 2);
  const sines = new Float64Array(length / 2);
  for (let index = 0; index < length / 2; index += 1) {
    cosines[index] = Math.cos((2 * Math.PI * index) / length);
    sines[index] = Math.sin((2 * Math.PI * index) / length);
  }
  for (let half = 1; half < length; half *= 2) {
    const stride = length / (2 * half);
    for (let start = 0; start < length; start += 2 * half) {
      for (let offset = 0; offset < half; offset += 1) {
        const upper = start + offset;
        const lower = upper + half;
        const cosine = cosines[offset * stride]!;
        const sine = sines[offset * stride]!;
        const re = real[lower]! * cosine - imaginary[lower]! * sine;
        const im = real[lower]! * sine + imaginary[lower]! * cosine;
        real[lower] = real[upper]! - re;
        imaginary[lower] = imaginary[upper]! - im;
        real[upper] = real[upper]! + re;
        imaginary[upper] = imaginary[upper]! + im;
      }
    }
  }
}

/** Moves every value to the position whose binary digits are those of its own, read backwards. */
function reverseBits(real: Float64Array, imaginary: Float64Array): void {
  const length = real.length;
  for (let index = 1, mirrored = 0; index < length; index += 1) {
    let bit = length >> 1;
    for (; mirrored & bit; bit >>= 1) mirrored ^= bit;
    mirrored ^= bit;
    if (index < mirrored) {
      [real[index], real[mirrored]] = [real[mirrored]!, real[index]!];
      [imaginary[index], imaginary[mirrored]] = [imaginary[mirrored]!, imaginary[index]!];
    }
  }
}
