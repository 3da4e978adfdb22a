import "../parts/mixture";

give(null);
