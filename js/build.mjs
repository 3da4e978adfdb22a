/** Build widget.js (ES module), the loader.js that anywidget fetches it with, and page.js for exported pages. */
import { build } from "esbuild";

const out = new URL("../teachclust/static/", import.meta.url).pathname;
const common = {
  bundle: true,
  minify: true,
  target: "es2022",
  legalComments: "none",
  loader: { ".css": "text" },
  logLevel: "warning",
};
await build({ ...common, entryPoints: ["src/index.ts"], format: "esm", outfile: `${out}widget.js` });
await build({ ...common, entryPoints: ["src/loader.ts"], format: "esm", outfile: `${out}loader.js` });
await build({ ...common, entryPoints: ["src/page.ts"], format: "iife", outfile: `${out}page.js` });
