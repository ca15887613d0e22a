// Whole programs and a database run beside these tests; two of them at once on a small machine would wait for each other's processors.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
