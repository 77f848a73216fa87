package io.github.mnistdl4j.config;

/**
 * How the network is trained.
 *
 * @param epochs passes over the training set
 * @param batchSize images a step; the last batch of an epoch may have fewer
 * @param shuffle whether every epoch has a random order of its own
 * @param validationSplit fraction of the training images, its last ones, held out as validation set
 *     as Keras's {@code validation_split} does
 */
public record TrainingConfig(
    @Key(value = "Passes over the training set.", byDefault = "5", min = 1, max = 100_000)
        int epochs,
    @Key(
            value = "Images a step; the last step of an epoch takes what is left.",
            byDefault = "128",
            min = 1,
            max = 60_000)
        int batchSize,
    @Key(value = "Its name, or a section with its name and parameters.", byDefault = "rmsprop")
        Optimizer optimizer,
    @Key(value = "What training makes small.", byDefault = "categorical-crossentropy") Loss loss,
    @Key(value = "Whether every epoch has a new random order.", byDefault = "true") boolean shuffle,
    @Key(
            value = "Fraction of the training images held out, the last ones, as in Keras.",
            byDefault = "0.0",
            min = 0,
            below = 1)
        double validationSplit,
    @Key(value = "When the test set is evaluated.", byDefault = "every-epoch") Evaluate evaluate,
    @Key(value = "Which code computes a step; auto takes the fastest that can.", byDefault = "auto")
        Engine engine,
    @Key("When what is needed to go on after an interruption is kept.")
        CheckpointConfig checkpoint) {}
