// @vitest-environment jsdom
import { describe, expect, it, vi } from "vitest";
import { makeInk } from "../../src/marks/brush";
import { drawBadge, drawLeader, drawTile, drawTileHalo, grays, sheetOf } from "../../src/marks/pictures";
import { madeScene } from "../painters/scene";
import { fakeContext } from "./fake_context";

const scene = madeScene(5);
const ink = makeInk(scene.theme, scene);
const look = { name: "C", color: "#0072b2", shape: "circle" as const };
const tiles = { width: 30, height: 20, spots: new Float32Array(2) };

describe("a center as a picture", () => {
  it("is ink on paper", () => {
    const rgba = new Uint8ClampedArray(8);
    grays([0, 255], rgba);
    expect([...rgba]).toEqual([255, 255, 255, 255, 0, 0, 0, 255]);
  });

  it("is put on a canvas once", () => {
    const fake = fakeContext();
    vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(fake.context as never);
    const pictures = new Uint8Array(12);
    const sheet = sheetOf(pictures, [2, 3]);
    expect(sheet?.canvas.height).toBe(4);
    expect(sheetOf(pictures.subarray(0), [2, 3])).toBe(sheet);
    expect(fake.named("putImageData")).toHaveLength(1);
    vi.restoreAllMocks();
  });

  it("has its letter, and both pictures of a glide", () => {
    const { context, named } = fakeContext();
    const sheet = { canvas: {} as HTMLCanvasElement, rows: 2, columns: 3 };
    drawTile(context, [100, 100], tiles, [sheet, sheet, null], 1, 0.25, look, ink);
    expect(named("drawImage").map(({ args, style }) => [args[2], style["globalAlpha"]])).toEqual([[2, 1], [2, 0.25]]);
    drawBadge(context, [100, 100], tiles, look, ink);
    expect(named("fillText")[0]?.args[0]).toBe("C");
    expect(context.globalAlpha).toBe(1);
  });

  it("has a line to its center only where it stands elsewhere", () => {
    const { context, named } = fakeContext();
    drawLeader(context, [100, 100], [102, 103], tiles, look, ink);
    expect(named("stroke")).toHaveLength(0);
    drawLeader(context, [100, 100], [150, 103], tiles, look, ink);
    expect(named("stroke")).toHaveLength(2);
    drawTileHalo(context, [150, 103], tiles, ink, 1);
    expect(named("strokeRect")).toHaveLength(2);
  });
});
