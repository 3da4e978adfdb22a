import "../parts/tree";

give(null);
