import "../parts/sandbox";

give(null);
