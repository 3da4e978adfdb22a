// @vitest-environment jsdom
import { expect, it } from "vitest";
import type { Request } from "../../../src/core/types";
import { sliderKs } from "../../../src/widgets/palette_lab/session";
import { screenOf } from "./fake_screen";
import { makeFit } from "./made";

it("the slider has each k once, twice as many after each eighth step", () => {
  const ks = sliderKs();
  expect(ks).toEqual([...new Set(ks)].sort((a, b) => a - b));
  expect([2, 4, 8, 16, 32, 64, 128, 256].filter((k) => !ks.includes(k))).toEqual([]);
});

it("a k is held to what there is and asked for once; what was tried is remembered until the space is another", () => {
  const { session, model } = screenOf();
  session.subscribe(() => undefined);
  session.choose(NaN);
  expect(model.get("request")).toBeUndefined();
  session.choose(999);
  session.choose(256);
  const { id, edit } = model.get("request") as Request;
  expect([id, edit]).toEqual([1, { kind: "param", name: "k", value: 256 }]);
  model.receive("shown", makeFit(256, { ack: 1 }));
  expect([...session.seen.keys()]).toEqual([4, 256]);
  session.measure("lab");
  model.receive("shown", makeFit(256, { ack: 2, space: "lab" }));
  expect([...session.seen.keys()]).toEqual([256]);
});

it("a page takes the nearest k that it has, as ratios go", () => {
  const { session } = screenOf({ readonly: true, shown: { k: 8 }, others: [2, 8, 64].map((k) => makeFit(k)) });
  const found = [5, 20, 30, 1].map((k) => { session.choose(k); return session.fit.k; });
  expect(found).toEqual([8, 8, 64, 2]);
  session.stepBy(1);
  session.stepBy(9);
  expect(session.fit.k).toBe(64);
});
