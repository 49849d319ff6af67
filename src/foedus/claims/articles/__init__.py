"""Articles as files: public positions sentence by sentence, each with what answers it and its mirror."""
