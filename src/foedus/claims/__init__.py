"""Claims and their rivals: read from files, judged on simulated futures, with what the answer rests on."""
