import "../parts/condensed";

give(null);
