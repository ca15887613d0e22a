using System.CommandLine;
using Tain;
using Tain.Bench;

// What whole server ticks cost, on a transport that forgets what it is given: from the changed SyncVar to the bytes of each packet. Beside it the straightforward walk
// through connections x objects, in the same run. Run it in Release: dotnet run -c Release --project bench/Scenarios [-- --help]
const string Names = "a,b,c,d,e,v,m";
var only = new Option<string>("--only")
{
    Description = "Scenarios, parted by commas: a all move, b all rest, c players on a grid, d joining, e players cross cells, v ways of seeing, m memory.",
    DefaultValueFactory = _ => Names,
};
var ticks = new Option<int>("--ticks") { Description = "Ticks of one run, at most.", DefaultValueFactory = _ => 200 };
var runs = new Option<int>("--runs") { Description = "Runs of each row, of which the median counts.", DefaultValueFactory = _ => 5 };
var threads = new Option<int>("--threads") { Description = "Threads on which this library's server does large ticks; the walk has one.", DefaultValueFactory = _ => 1 };

foreach (Option<int> count in (Option<int>[])[ticks, runs, threads])
{
    count.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int>() < 1) result.AddError($"{count.Name} takes 1 or more.");
    });
}

var root = new RootCommand("Costs of whole server ticks, of joining, and of memory.") { only, ticks, runs, threads };
root.SetAction(parsed =>
{
    string[] names = parsed.GetValue(only)!.Split(',');
    if (names.Except(Names.Split(',')).FirstOrDefault() is { } unknown)
    {
        Console.Error.WriteLine($"There is no scenario '{unknown}'. There are {Names}.");
        return 1;
    }
    using var helpers = new TickThreads(parsed.GetValue(threads));
    TainSubject.Workers = helpers;
    var meter = new TickMeter(parsed.GetValue(ticks), parsed.GetValue(runs));
    Console.WriteLine($"{Environment.ProcessorCount} processors, {helpers.count} of them used, {parsed.GetValue(runs)} runs of at most {parsed.GetValue(ticks)} ticks.");
    foreach (string name in names)
    {
        switch (name)
        {
            case "a": CrowdScenarios.Moving(meter); break;
            case "b": CrowdScenarios.Idle(meter); break;
            case "c": GridScenarios.Moving(meter); break;
            case "d": JoinScenarios.Run(parsed.GetValue(runs)); break;
            case "e": GridScenarios.Churning(meter); break;
            case "v": SightScenarios.Run(meter); break;
            default: MemoryScenarios.Run(); break;
        }
        // What one scenario has built is no part of the next.
        GC.Collect();
    }
    return 0;
});
return root.Parse(args).Invoke();
