import { expect, it } from "vitest";
import { decodeCloud, part, standing, valuesOf } from "../../../src/widgets/scatter3d/wire";
import { axis, makeCloud } from "./made";

it("rows stand in the cube with the third feature up and the second away", () => {
  const cloud = decodeCloud(makeCloud());
  expect([...cloud.at.slice(0, 3)]).toEqual([0, 0.2, 0.9].map((at) => expect.closeTo(at)));
  expect([[...cloud.member], [...cloud.rows], valuesOf(cloud, 3)]).toEqual([[0, 1, 0, 0], [7, 8, 9, 10], [9, 10, 0]]);
  expect(standing([0.1, 0.2, 0.3])).toEqual([0.1, 0.3, 0.8]);
});

it("a feature of one value lies in the middle", () => {
  expect([part(5, axis("x")), part(3, axis("x", { low: 3, high: 3 }))]).toEqual([0.5, 0.5]);
});
