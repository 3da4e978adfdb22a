/** All parts of the code that a page loads where they're needed. */
import "../src/parts/ask";
import "../src/parts/condensed";
import "../src/parts/density";
import "../src/parts/graph";
import "../src/parts/kmeans";
import "../src/parts/map";
import "../src/parts/mean_shift";
import "../src/parts/mixture";
import "../src/parts/tree";
