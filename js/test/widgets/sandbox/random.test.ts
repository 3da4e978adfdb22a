import { describe, expect, it } from "vitest";
import { gaussian, randomFrom } from "../../../src/widgets/sandbox/random";

const numbers = (count: number, ...seeds: number[]): number[] => {
  const random = randomFrom(...seeds);
  return Array.from({ length: count }, random);
};

describe("random numbers", () => {
  it("are the same for the same seeds, and others for others", () => {
    expect(numbers(5, 0, 3)).toEqual(numbers(5, 0, 3));
    for (const other of [[0, 4], [1, 3], [3, 0], [0]]) expect(numbers(5, ...other)).not.toEqual(numbers(5, 0, 3));
  });

  it("are spread evenly from 0 to 1", () => {
    const many = numbers(20_000, 7);
    expect(Math.min(...many)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...many)).toBeLessThan(1);
    for (let part = 0; part < 10; part += 1) {
      expect(many.filter((value) => Math.floor(10 * value) === part).length).toBeCloseTo(2000, -3);
    }
  });

  it("are normal by twos", () => {
    const random = randomFrom(1);
    const many = Array.from({ length: 10_000 }, () => gaussian(random)).flat();
    const mean = many.reduce((sum, value) => sum + value, 0) / many.length;
    const spread = Math.sqrt(many.reduce((sum, value) => sum + (value - mean) ** 2, 0) / many.length);
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(Math.abs(spread - 1)).toBeLessThan(0.03);
  });
});
