import "../parts/density";

give(null);
