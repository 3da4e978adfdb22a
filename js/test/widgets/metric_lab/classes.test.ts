import { describe, expect, it } from "vitest";
import { drawClasses } from "../../../src/widgets/metric_lab/classes";
import { fakeContext } from "../../marks/fake_context";
import { LAB } from "./made";

describe("known classes", () => {
  it("have a dashed line and a name each", () => {
    const { context, named } = fakeContext();
    const xy = Float32Array.from(LAB.points, (value) => 40 * value);
    const scene = { scale: { box: { left: 0, right: 400, top: 0, bottom: 300 } } };
    const ink = { muted: [100, 100, 100], bg: [255, 255, 255], size: 1, font: "sans" };
    (context as { measureText?: unknown }).measureText = () => ({ width: 20 });
    drawClasses(LAB, scene as never, { context, ink, xy, radius: 3, t: 1 } as never);
    expect(named("stroke")).toHaveLength(3);
    expect(named("fillText").map(({ args }: { args: unknown[] }) => args[0])).toEqual(LAB.head.classes);
  });
});
