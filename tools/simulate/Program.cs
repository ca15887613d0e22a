using Tain.Simulate;

var options = RunnerOptions.Parse(args);
if (options.IsHelp || options.Mistake is not null)
{
    Console.WriteLine(options.Mistake);
    Console.WriteLine(RunnerOptions.Usage);
    return options.IsHelp ? 0 : 2;
}

return new SeedRunner(Console.Out, options).Run();
