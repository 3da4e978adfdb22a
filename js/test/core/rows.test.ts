import { expect, it } from "vitest";
import { chancesAt, decodeRows, distancesTo, featuresOf, labelOf, type RowsWire } from "../../src/core/rows";
import { decode } from "../../src/core/trace";
import { makeWire } from "../wire";

const wire: RowsWire = { id: 3, names: ["x1", "x2"], d: 2, labels: ["a", "b"], origin: [], features: new DataView(new ArrayBuffer(0)), sent: true, step: 0, shape: [], lowest: 0, highest: 1 };
const trace = decode(makeWire());

it("an empty trait has no rows", () => {
  expect(decodeRows({})).toBeNull();
  expect(decodeRows(undefined)).toBeNull();
});

it("rows have names where they were sent", () => {
  expect([labelOf(decodeRows(wire), 1), labelOf(decodeRows(wire), 2), labelOf(null, 0)]).toEqual(["b", null, null]);
});

it("features are those of the plane, or what was sent beside it", () => {
  expect(featuresOf(decodeRows(wire), trace, 4)).toEqual([9, 1]);
  const beside = decodeRows({ ...wire, origin: [10, 20], features: new DataView(new Float32Array([0.5, -1, 2, 3]).buffer) });
  expect(featuresOf(beside, trace, 1)).toEqual([12, 23]);
  expect(featuresOf(decodeRows({ ...wire, sent: false }), trace, 1)).toBeNull();
  const asked = new Map([[1, { index: 1, names: ["x1"], features: [7], shape: [] }]]);
  expect([0, 1].map((point) => featuresOf({ ...decodeRows({ ...wire, sent: false })!, asked }, trace, point))).toEqual([null, [7]]);
});

it("distances are to each center there is", () => {
  expect(distancesTo(decodeRows(wire), trace, 0, 0)).toBeNull();
  expect(distancesTo(decodeRows(wire), trace, 3, 0)).toEqual([Math.sqrt(1.25), Math.sqrt(81.25)]);
  expect(distancesTo(decodeRows(wire), trace, 1, 1)![1]).toBeNaN();
});

it("the chances of k-means++ are the squared distances to the nearest center over their sum", () => {
  expect([...chancesAt(decodeRows(wire), trace, 1)!]).toEqual([0, 1, 5, 64, 82, 100].map((d) => expect.closeTo(d / 252, 9)));
});
