import { expect, it } from "vitest";
import { clearOf } from "../../src/core/clear_of";

it("a level moves away from a number that it would be compared with, by little", () => {
  expect([2, 3, 3 + 1e-9, 3.001].map((level) => clearOf([[1, 3], [5]], level))).toEqual([2, 3.003, 3.003, 3.001]);
});
