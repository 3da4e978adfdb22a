import { describe, expect, it } from "vitest";
import { exact, percent, short } from "../../src/core/numbers";

describe("a number in a caption", () => {
  it.each([
    [0, "0"], [3, "3"], [0.12345, "0.1235"], [-1.5, "-1.5"], [640.23, "640.2"], [1234567.8, "1,234,567.8"], [2e7, "2.00e+7"], [0.0004, "4.00e-4"], [100, "100.0"],
  ])("%d is written %s", (value, text) => expect(short(value)).toBe(text));
});

describe("a number with all its digits", () => {
  it.each([[0.12345, "0.12345"], [1.50000012, "1.50000012"], [640.2, "640.2"], [1500, "1,500.0"], [0, "0"]])("%d is written %s", (value, text) => {
    expect(exact(value)).toBe(text);
    expect(Number(exact(value).replaceAll(",", ""))).toBe(value);
  });
});

describe("a share", () => {
  it.each([[1, "100 %"], [0.123, "12 %"], [0.0999, "10.0 %"], [0.0567, "5.7 %"], [0.001, "0.1 %"], [0.0004, "< 0.1 %"]])("of %d is written %s", (share, text) => {
    expect(percent(share)).toBe(text);
  });
});
