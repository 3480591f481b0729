"""Who was heard: the background of who answered, beside the figures of CBS of the same wijk."""
