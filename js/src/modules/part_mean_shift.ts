import "../parts/mean_shift";

give(null);
