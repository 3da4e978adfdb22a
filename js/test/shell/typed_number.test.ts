import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { TypedNumber } from "../../src/shell/typed_number";

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

describe("a number that is typed", () => {
  it("has the digits that come soon after each other", () => {
    const typed = new TypedNumber(() => true);
    const numbers = ["2", "5", "6"].map((digit) => { vi.advanceTimersByTime(800); return typed.type(digit); });
    expect(numbers).toEqual([2, 25, 256]);
    vi.advanceTimersByTime(1000);
    expect(typed.type("7")).toBe(7);
  });

  it("begins anew with the digit that it has no room for", () => {
    const typed = new TypedNumber((text) => Number(text) <= 20);
    expect(["1", "9", "5", "1"].map((digit) => typed.type(digit))).toEqual([1, 19, 5, 1]);
  });
});
