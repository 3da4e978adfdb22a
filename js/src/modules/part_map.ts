import "../parts/map";

give(null);
