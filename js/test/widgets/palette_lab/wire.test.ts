import { expect, it } from "vitest";
import { decodeFit, decodePicture, hexOf } from "../../../src/widgets/palette_lab/wire";
import { makeFit, makePicture, RGB } from "./made";

it("a picture and its copy arrive as bytes and as places in each space", () => {
  const picture = decodePicture(makePicture(3));
  expect([[...picture.rgb], picture.id, picture.at.lab.length, picture.counts[0]]).toEqual([RGB, 3, 24, 1]);
  expect(picture.at.rgb[0]).toBe(1);
  const fit = decodeFit(makeFit(2));
  expect([[...fit.palette], [...fit.index].slice(0, 3), fit.centers.length]).toEqual([[0, 0, 0, 255, 0, 1], [0, 1, 0], 6]);
});

it.each([[0, "#0a00ff"], [1, "#070809"]])("color %i is written %s", (i, hex) => expect(hexOf(Uint8Array.of(10, 0, 255, 7, 8, 9), i)).toBe(hex));
