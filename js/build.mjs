/**
 * Build what the browser runs into teachclust/static/.
 *
 * core.js and one <widget>.js for each file of src/modules: the text of a function
 * `(core, give) => { ... }` that is run where it arrives, as a module in a notebook (src/loader.ts)
 * and as a script in an exported page (src/page.ts) or a site (src/site.ts). The core gives what modules take from it; a
 * module gives what draws its widget, and one called part_<painter>.js puts into the core what only
 * some algorithms need. The core has what the Stepper, the first widget of most pages, takes from
 * src/core and src/panels, and whatever it or a part shares with others; what only other widgets
 * share is in each of these.
 */
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { build, transform } from "esbuild";

const out = new URL("../teachclust/static/", import.meta.url).pathname;

/** Style sheets are texts in the bundle: without their comments and spaces. */
const styles = {
  name: "styles",
  setup: ({ onLoad }) => onLoad({ filter: /\.css$/ }, async ({ path }) => {
    const { code } = await transform(await readFile(path, "utf8"), { loader: "css", minify: true });
    return { contents: code.trim(), loader: "text" };
  }),
};
const common = {
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none",
  logLevel: "warning",
  metafile: true,
  write: false,
  outdir: out,
  plugins: [styles],
};
const modules = (await readdir("src/modules")).filter((name) => !name.endsWith(".d.ts")).map((name) => `src/modules/${name}`);

/** The files that an entry is made of. */
function reached(inputs, entry, found = new Set([entry])) {
  for (const { path } of inputs[entry].imports) {
    if (!found.has(path)) reached(inputs, path, found.add(path));
  }
  return found;
}

const { metafile: { inputs } } = await build({ ...common, entryPoints: modules });
const files = modules.map((entry) => reached(inputs, entry));
const first = modules.filter((entry) => /^(stepper|part_)/.test(basename(entry))).flatMap((entry) => [...reached(inputs, entry)]);
const stepper = reached(inputs, "src/modules/stepper.ts");
const shared = new Set(first.filter((file) => (stepper.has(file) && /^src\/(core|panels)\//.test(file)) || files.filter((set) => set.has(file)).length > 1));
/** The shared files that a module imports itself, and what each exports. */
const doors = [...new Set(Object.entries(inputs).flatMap(([file, { imports }]) =>
  shared.has(file) ? [] : imports.map(({ path }) => path).filter((path) => shared.has(path))))].sort();
const exported = new Map(await Promise.all(doors.map(async (door) => {
  const { metafile: { outputs } } = await build({ ...common, entryPoints: [door] });
  return [door, Object.values(outputs)[0].exports];
})));
/** What an export of a shared file is called in the core: short, for no packing shortens a name that stands there once. */
const called = new Map(doors.flatMap((door) => exported.get(door).map((name) => `${door} ${name}`)).map((key, i) => [key, `_${i.toString(36)}`]));
const inCore = (door, name) => called.get(`${door} ${name}`);

/** In a module, imports of shared files are imports from the core. */
const fromCore = {
  name: "from-core",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^core$/ }, () => ({ path: "core", external: true }));
    onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
      const door = doors.find((file) => [path, `${path}.ts`, `${path}/index.ts`].some((at) => resolve(resolveDir, at) === resolve(file)));
      return door && { path: door, namespace: "core" };
    });
    onLoad({ filter: /./, namespace: "core" }, ({ path }) => ({
      contents: exported.get(path).map((name) => `export { ${inCore(path, name)} as ${name} } from "core";`).join("\n"),
    }));
  },
};

/** The text of a function of what was built; its imports from the core are taken from the parameter. */
function functionOf(code, used = new Set()) {
  const body = code.trim().replace(/import\s*\{([^}]*)\}\s*from\s*"core";?/g, (_, names) => {
    const pairs = names.split(",").map((pair) => pair.trim().split(/\s+as\s+/));
    for (const [name] of pairs) used.add(name);
    return `const{${pairs.map((pair) => pair.join(":")).join()}}=core;`;
  });
  if (/\b(import|export)\b\s*[{*"]/.test(body)) throw new Error("a module imports or exports");
  return `(core,give)=>{${body}}`;
}

for (const name of await readdir(out)) if (name.endsWith(".js")) await rm(out + name);
const used = new Set();
for (const entry of modules) {
  const { outputFiles: [{ text }] } = await build({ ...common, entryPoints: [entry], plugins: [fromCore, styles] });
  await writeFile(`${out}${basename(entry, ".ts")}.js`, functionOf(text, used));
}
const taken = doors.flatMap((door) => exported.get(door).map((name) => [door, name, inCore(door, name)])).filter(([, , name]) => used.has(name));
const contents = `${taken.map(([door, name, to]) => `import { ${name} as ${to} } from "./${door}";`).join("\n")}
give({ ${taken.map(([, , to]) => to).join(", ")} });`;
const core = await build({ ...common, stdin: { contents, resolveDir: "." } });
await writeFile(`${out}core.js`, functionOf(core.outputFiles[0].text));
for (const [name, format] of [["page", "iife"], ["site", "iife"], ["slides", "iife"], ["loader", "esm"]]) {
  await build({ ...common, write: true, format, entryPoints: [`src/${name}.ts`] });
}
