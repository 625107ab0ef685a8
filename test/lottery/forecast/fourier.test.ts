import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { fourierTransform, realSeries } from "../../../src/lottery/forecast/fourier";

describe("Fourier transform [lottery-29]", () => {
  test.prop([
    fc.integer({ min: 0, max: 6 }).chain((exponent) =>
      fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })), {
        minLength: 2 ** exponent,
        maxLength: 2 ** exponent,
      }),
    ),
  ])("is the sum that defines it", (values) => {
    const real = Float64Array.from(values, ([re]) => re);
    const imaginary = Float64Array.from(values, ([, im]) => im);
    fourierTransform(real, imaginary);
    for (let j = 0; j < values.length; j += 1) {
      let [sumRe, sumIm] = [0, 0];
      values.forEach(([re, im], k) => {
        const angle = (2 * Math.PI * j * k) / values.length;
        sumRe += re * Math.cos(angle) - im * Math.sin(angle);
        sumIm += re * Math.sin(angle) + im * Math.cos(angle);
      });
      expect(real[j]).toBeCloseTo(sumRe, 9);
      expect(imaginary[j]).toBeCloseTo(sumIm, 9);
    }
  });

  test.prop([
    fc.integer({ min: 1, max: 6 }).chain((exponent) =>
      fc.array(fc.integer({ min: -9, max: 9 }), {
        minLength: 2 ** exponent,
        maxLength: 2 ** exponent,
      }),
    ),
  ])("gives a real series back from half of its spectrum", (values) => {
    const real = Float64Array.from(values);
    const imaginary = new Float64Array(values.length);
    fourierTransform(real, imaginary);
    const half = values.length / 2 + 1;
    // The way back turns the other way: hence the conjugate.
    const conjugate = imaginary.slice(0, half).map((im) => -im);
    realSeries(real.slice(0, half), conjugate).forEach((value, index) => {
      expect(value / values.length).toBeCloseTo(values[index]!, 9);
    });
  });
});
