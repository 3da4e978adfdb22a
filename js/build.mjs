/** Build widget.js, palette.js, race.js and scatter3d.js (ES modules), the loader.js that anywidget fetches them with, and page.js for exported pages. */
import { readFile, writeFile } from "node:fs/promises";
import { build, transform } from "esbuild";
import { minify } from "terser";

/** Style sheets are texts in the bundle: without their comments and spaces. */
const styles = {
  name: "styles",
  setup: ({ onLoad }) => onLoad({ filter: /\.css$/ }, async ({ path }) => {
    const { code } = await transform(await readFile(path, "utf8"), { loader: "css", minify: true });
    return { contents: code.trim(), loader: "text" };
  }),
};

const out = new URL("../teachclust/static/", import.meta.url).pathname;
const common = {
  bundle: true,
  minify: true,
  target: "es2022",
  legalComments: "none",
  plugins: [styles],
  logLevel: "warning",
};
for (const [entry, format, name] of [["index", "esm", "widget"], ["palette", "esm", "palette"], ["race", "esm", "race"], ["scatter3d", "esm", "scatter3d"], ["loader", "esm", "loader"], ["page", "iife", "page"]]) {
  const outfile = `${out}${name}.js`;
  await build({ ...common, entryPoints: [`src/${entry}.ts`], format, outfile });
  // a second pass takes off another fiftieth
  const { code } = await minify(await readFile(outfile, "utf8"), { module: format === "esm", ecma: 2020, compress: { passes: 3 }, mangle: { toplevel: true } });
  await writeFile(outfile, code);
}
