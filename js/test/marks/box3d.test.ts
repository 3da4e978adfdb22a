import { describe, expect, it } from "vitest";
import type { Theme } from "../../src/core/plane_theme";
import { centered, projection, type Turn } from "../../src/core/turn";
import { drawBox, type AxisText } from "../../src/marks/box3d";
import { fakeContext } from "./fake_context";

const THEME: Theme = { bg: "bg", fg: "fg", muted: "muted", grid: "grid", accent: "accent", font: "serif" };
const TEXTS: AxisText[] = [
  { name: "length", brief: "l", ends: ["0", "10"] }, { name: "height", brief: "h", ends: ["1", "2"] }, { name: "depth", brief: "d", ends: ["9", "5"] },
];
const CORNER: Turn = { yaw: -0.6, pitch: 0.35 };

function box(turn: Turn, flat = 0, texts = TEXTS, side = 400): ReturnType<typeof fakeContext> & { said(): string[] } {
  const fake = fakeContext();
  drawBox(fake.context, centered(projection(turn, side, side, 24, flat), side, side), turn, flat, texts, "soft", THEME, { size: 1, width: side, height: side });
  return { ...fake, said: () => fake.named("fillText").map(({ args }) => args[0] as string) };
}

describe("an open box", () => {
  it("has three walls behind the points, and an axis along each direction", () => {
    const { named, said } = box(CORNER);
    expect(named("fill")).toHaveLength(3);
    expect(named("fill").every(({ style }) => style["fillStyle"] === "soft")).toBe(true);
    expect([...said()].sort()).toEqual(["0", "1", "10", "2", "5", "9", "depth", "height", "length"]);
  });

  it("seen straight from the front has the two axes of that side alone", () => {
    const { said } = box({ yaw: 0, pitch: 0 }, 1);
    expect(said()).toEqual(expect.arrayContaining(["length", "height"]));
    expect(said()).not.toContain("depth");
  });

  it("never turns a name upside down", () => {
    for (let yaw = -3; yaw < 3; yaw += 0.37) for (const pitch of [-1.2, 0.3, 1.3]) {
      for (const { args } of box({ yaw, pitch }).named("rotate")) expect(Math.cos(args[0] as number)).toBeGreaterThan(-1e-5);
    }
  });

  it("keeps each text whole in the picture", () => {
    for (let yaw = -3; yaw < 3; yaw += 0.41) {
      for (const { name, args } of box({ yaw, pitch: 0.4 }, 0, TEXTS, 200).calls) {
        if (name !== "translate" && !(name === "fillText" && args[1] !== 0)) continue;
        const [x, y] = (name === "translate" ? args : args.slice(1)) as [number, number];
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(2);
        expect(Math.max(x, y)).toBeLessThanOrEqual(198);
      }
    }
  });

  it("writes a long name in brief, and cuts a brief one that is too long", () => {
    const long = "n".repeat(200);
    expect(box(CORNER, 0, [{ ...TEXTS[0]!, name: long }, TEXTS[1]!, TEXTS[2]!]).said()).toContain("l");
    const cut = box(CORNER, 0, [{ ...TEXTS[0]!, name: long, brief: long }, TEXTS[1]!, TEXTS[2]!]).said().find((text) => text.endsWith("…"))!;
    expect(cut.length).toBeGreaterThan(3);
    expect(cut.length).toBeLessThan(200);
  });
});
