import "../parts/ask";

give(null);
