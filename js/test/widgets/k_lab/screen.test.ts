import { expect, it } from "vitest";
import { brief } from "../../../src/widgets/k_lab/screen";

it.each([[null, "–"], [undefined, "–"], [0, "0.00"], [-0.25, "−0.250"], [476.3, "476"], [1286.4, "1286"], [123456, "123k"]])(
  "a criterion's value %s is written %s", (value, text) => expect(brief(value)).toBe(text));
