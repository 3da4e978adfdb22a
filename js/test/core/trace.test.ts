import { describe, expect, it } from "vitest";
import { decode } from "../../src/core/trace";
import type { BlockHead, TraceWire } from "../../src/core/types";
import { densityPlan, mixturePlan, wireOf } from "../painter_wires";
import { makeWire } from "../wire";

describe("decode", () => {
  it("gives each frame its rows", () => {
    const trace = decode(makeWire());
    expect(trace.frames).toBe(6);
    expect(trace.labels(1)).toBeNull();
    expect([...trace.labels(2)!]).toEqual([0, 0, 1, 1, 1, 1]);
    expect([...trace.labels(4)!]).toEqual([0, 0, 0, 1, 1, 1]);
    expect(trace.centers(0)).toBeNull();
    expect([...trace.centers(3)!]).toEqual([1, 0.5, 9, 0.5]);
    expect(trace.weights(1)![5]).toBe(255);
    expect(trace.weights(2)).toBeNull();
  });

  it("counts sizes and changes", () => {
    const trace = decode(makeWire());
    expect(trace.sizes(0)).toEqual([0, 0]);
    expect(trace.sizes(2)).toEqual([2, 4]);
    expect(trace.changed(2)).toHaveLength(6);
    expect(trace.changed(3)).toEqual([]);
    expect(trace.changed(4)).toEqual([2]);
  });

  it("copies blocks that are not aligned", () => {
    const wire = makeWire();
    const shifted = new Uint8Array(wire.points.byteLength + 1);
    shifted.set(new Uint8Array(wire.points.buffer), 1);
    const trace = decode({ ...wire, points: new DataView(shifted.buffer, 1) });
    expect([...trace.points]).toEqual([...decode(wire).points]);
  });

  it("reads labels of two bytes", () => {
    const wire = makeWire(1, { label_bytes: 2 });
    const labels = new Uint16Array([0, 300, 65535, 1, 1, 1, 0, 0, 0, 1, 1, 1]);
    const trace = decode({ ...wire, labels: new DataView(labels.buffer) });
    expect(trace.labels(2)![1]).toBe(300);
    expect(trace.none).toBe(65535);
    expect(trace.sizes(2).slice(0, 2)).toEqual([1, 3]);
  });
});

const ARRAYS = { f4: Float32Array, f8: Float64Array, i4: Int32Array, u1: Uint8Array, u2: Uint16Array };
const VALUES = { f4: [0.5, -2, 2 ** 40, 0.25, 7, -0], f8: [0.1, -2, 2 ** 40, 1 / 3, 7, -0], i4: [-1, 2 ** 31 - 1, 0, 70000, -5, 6], u1: [0, 255, 7, 128, 1, 2], u2: [0, 65535, 7, 256, 1, 2] };

/** Three frames and one block whose bytes start `offset` bytes into their buffer. */
function withBlock(type: BlockHead["type"], rows: number[] | null, offset = 0): TraceWire {
  const numbers = new Uint8Array(ARRAYS[type].from(VALUES[type]).buffer);
  const shifted = new Uint8Array(numbers.length + offset + 3);
  shifted.fill(99);
  shifted.set(numbers, offset);
  const wire = makeWire(1, { blocks: { extra: { type, size: rows ? 2 : 6, rows } } });
  return { ...wire, extra: new DataView(shifted.buffer, offset, numbers.length) };
}

describe.each(["f4", "f8", "i4", "u1", "u2"] as const)("a block of %s", (type) => {
  it.each([0, 1, 2, 4, 7])("that starts at byte %i gives each frame its row", (offset) => {
    const trace = decode(withBlock(type, [-1, 0, 0, 2, 1, -1], offset));
    expect([0, 1, 2, 3, 4, 5].map((step) => trace.row("extra", step) && [...trace.row("extra", step)!])).toEqual([
      null, VALUES[type].slice(0, 2), VALUES[type].slice(0, 2), VALUES[type].slice(4), VALUES[type].slice(2, 4), null,
    ]);
    expect(trace.row("extra", 3)).toBeInstanceOf(ARRAYS[type]);
  });

  it.each([0, 3])("that starts at byte %i and is fixed is the same at every frame", (offset) => {
    const trace = decode(withBlock(type, null, offset));
    for (const step of [0, 3, 5]) expect([...trace.row("extra", step)!]).toEqual(VALUES[type]);
  });

  it("is read in place where it is aligned", () => {
    const wire = withBlock(type, null, 8);
    expect(decode(wire).row("extra", 0)!.buffer).toBe((wire["extra"] as DataView).buffer);
  });
});

describe("rows", () => {
  it("of blocks that are not there, or frames that are not, are null", () => {
    const trace = decode(withBlock("f4", [0, 0, 0, 0, 0, 0]));
    expect([trace.row("other", 0), trace.row("extra", 6), trace.row("extra", -1)]).toEqual([null, null, null]);
    expect(decode(makeWire()).row("core", 0)).toBeNull();
  });

  it("may be missing from a head of old", () => {
    const wire = makeWire();
    delete (wire.head as Partial<typeof wire.head>).blocks;
    expect(decode(wire).row("core", 0)).toBeNull();
  });

  it("count for the bound on undo", () => {
    const bytes = (wire: TraceWire): number => decode(wire).bytes;
    expect(bytes(withBlock("f4", null)) - bytes(makeWire())).toBe(24);
    expect(bytes(withBlock("u1", null)) - bytes(makeWire())).toBe(6);
  });

  it("come through as Python tells them", () => {
    const mixture = decode(wireOf(mixturePlan));
    expect([0, 1, 2, 3].map((step) => mixture.row("ellipses", step)?.[0] ?? null)).toEqual([null, 1, 1, 2]);
    expect([...mixture.row("responsibilities", 4)!].slice(12)).toEqual([150, 105, 240, 15].map((of255) => 257 * of255));
    const density = decode(wireOf(densityPlan));
    expect([...density.row("curve_order", 5)!]).toEqual([6, 7, 1, 4, 5, 0, 2, 3]);
    expect(density.row("curve_values", 2)![3]).toBe(1.5);
  });
});
