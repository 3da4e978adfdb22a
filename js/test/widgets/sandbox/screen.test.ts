import { expect, it } from "vitest";
import { drawingOf } from "../../../src/widgets/sandbox/screen";
import { FakeModel } from "../../wire";
import { DRAWING } from "./made";

it("is what Python says of a Sandbox, and nothing of another widget", () => {
  expect(drawingOf(new FakeModel({ sandbox: DRAWING }))).toBe(DRAWING);
  expect(drawingOf(new FakeModel())).toBeNull();
  expect(drawingOf(new FakeModel({ sandbox: {} }))).toBeNull();
});
