import { describe, expect, it } from "vitest";
import { decode } from "../../src/core/trace";
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
