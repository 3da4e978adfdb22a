import "../parts/stage";

give(null);
