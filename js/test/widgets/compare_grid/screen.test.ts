import { expect, it } from "vitest";
import { brief } from "../../../src/widgets/compare_grid/screen";

it("writes whole numbers whole, others with two digits and a true minus", () => {
  expect([0, 1234, 0.5, -0.256].map(brief)).toEqual(["0", "1,234", "0.50", "−0.26"]);
});
