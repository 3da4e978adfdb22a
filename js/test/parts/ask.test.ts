import { expect, it } from "vitest";
import { asking } from "../../src/widgets/stepper/sides";

it("brings what asks, and nothing before it is loaded", async () => {
  expect(asking.panel).toBeNull();
  await import("../../src/parts/ask");
  expect(asking.panel).toBeTypeOf("function");
});
