using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using Perfolizer.Horology;

// What the single steps cost through which every message goes, in nanoseconds. In this process, because the benchmarks need the weaver that built it.
// Run it in Release: dotnet run -c Release --project bench/HotPaths -- --filter '*' [--job short]
IConfig config = DefaultConfig.Instance;
// Many short runs: on a machine that does other things, too, most of them are left alone. A job that is asked for takes their place.
if (!args.Any(static arg => arg is "--job" or "-j"))
    config = config.AddJob(Job.Default.WithIterationTime(TimeInterval.Millisecond).WithWarmupCount(1_500).WithIterationCount(200).AsDefault());
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run([.. args, "--inProcess"], config);
