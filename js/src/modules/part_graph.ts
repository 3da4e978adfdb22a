import "../parts/graph";

give(null);
