/** Build widget.js (ES module), the loader.js that anywidget fetches it with, and page.js for exported pages. */
import { readFile } from "node:fs/promises";
import { build, transform } from "esbuild";

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
await build({ ...common, entryPoints: ["src/index.ts"], format: "esm", outfile: `${out}widget.js` });
await build({ ...common, entryPoints: ["src/loader.ts"], format: "esm", outfile: `${out}loader.js` });
await build({ ...common, entryPoints: ["src/page.ts"], format: "iife", outfile: `${out}page.js` });
