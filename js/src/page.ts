/** The script of an exported page: unpacks the code that the page holds, and draws its widgets. */
import { unpack } from "./core/inflate";
import { drawPage, pageData, type Part } from "./drawn_page";

const home = globalThis as { teachclust?: (part: Part) => void };

/** Return the function that a text of js/build.mjs is. The page's policy knows the script's hash. */
function functionOf(text: string): Part {
  let given: Part;
  home.teachclust = (part) => { given = part; };
  const script = document.createElement("script");
  script.textContent = `teachclust(${text})`;
  document.head.append(script);
  return given!;
}

void unpack(pageData("teachclust-code")).then((packed) => {
  const texts = Object.entries(packed as Record<string, DataView>);
  drawPage(Object.fromEntries(texts.map(([name, bytes]) => [name, functionOf(new TextDecoder().decode(bytes))])));
});
