using BenchmarkDotNet.Running;

// What the single steps cost through which every message goes, in nanoseconds. In this process, because the benchmarks need the weaver that built it.
// Run it in Release: dotnet run -c Release --project bench/HotPaths -- --filter '*' [--job short]
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run([.. args, "--inProcess"]);
