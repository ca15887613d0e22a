using Tain.LoadTest.Game;

namespace Tain.LoadTest.Running;

/// <summary>What people type, and what they are told: one line, which is not lost in a page of help.</summary>
public class LoadCommandLineTests
{
    [Theory]
    [InlineData("'--carrier'", "--carrier")]
    [InlineData("'carrier'", "carrier")]
    [InlineData("'carrier' is no address such as kcp://localhost:7777.", "--server=carrier")]
    [InlineData("'kcp://localhost:99999' is no address", "--server=kcp://localhost:99999")]
    [InlineData("--clients 0: a whole number from 1 to 65000 is taken.", "--clients=0")]
    [InlineData("--clients -1: a whole number", "--clients=-1")]
    [InlineData("--clients 100000000: a whole number", "--clients=100000000")]
    [InlineData("--clients 9999999999999: a whole number", "--clients=9999999999999")]
    [InlineData("--clients many: a whole number", "--clients=many")]
    [InlineData("'fast' is no rate such as 100/s.", "--ramp=fast")]
    [InlineData("'0' is no rate", "--ramp=0")]
    [InlineData("'Infinity/s' is no rate", "--ramp=Infinity/s")]
    [InlineData("'-5' is no rate", "--churn=-5")]
    [InlineData("--duration -1: a whole number", "--duration=-1")]
    [InlineData("--duration 0: a whole number", "--duration=0")]
    [InlineData("--rate 100000: a whole number from 1 to 1000 is taken.", "--rate=100000")]
    [InlineData("--threads 0: a whole number", "--threads=0")]
    [InlineData("--poll-ms 0: a whole number", "--poll-ms=0")]
    [InlineData("--visible -1: a whole number", "--visible=-1")]
    [InlineData("--server-pid 0: a whole number", "--server-pid=0")]
    [InlineData("'200%' is no part such as 1% or 0.01.", "--bad=200%")]
    [InlineData("'Wings' is no movement; there are SyncVar, Transform, None.", "--movement=Wings")]
    [InlineData("'7' is no movement", "--movement=7")]
    public void AMistakeIsOneLineThatSaysWhatIsTaken(string expected, params string[] args)
    {
        var errors = new StringWriter();
        int exitCode = Parse(args, errors, out LoadPlan? plan);
        Assert.Equal(LoadTestProgram.CannotRun, exitCode);
        Assert.Null(plan);
        Assert.Contains(expected, errors.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, errors.ToString().Count(letter => letter == '\n'));
    }

    [Fact]
    public void WhatIsSaidIsThePlan()
    {
        var errors = new StringWriter();
        Parse(["--server=tcp://example.org:1", "--clients=2", "--ramp=3/s", "--duration=4", "--churn=0", "--bad=1%", "--movement=transform", "--visible=0", "--server-pid=5"], errors, out LoadPlan? plan);
        Assert.Equal("", errors.ToString());
        Assert.Equal(
            new LoadPlan { Server = new Uri("tcp://example.org:1"), Clients = 2, Ramp = 3, Duration = 4, Bad = 0.01, Movement = Movement.Transform, Visible = 0, ServerPid = 5 }, plan);
    }

    [Fact]
    public void NothingSaidIsTheUsualPlan()
    {
        Parse([], TextWriter.Null, out LoadPlan? plan);
        Assert.Equal(new LoadPlan { Server = new Uri("kcp://localhost:7777") }, plan);
    }

    private static int Parse(string[] args, TextWriter errors, out LoadPlan? plan)
    {
        LoadPlan? understood = null;
        int exitCode = new LoadCommandLine(new LoadScripts().Names).Invoke(args, Keep, _ => -1, errors);
        plan = understood;
        return exitCode;

        int Keep(LoadPlan given)
        {
            understood = given;
            return 0;
        }
    }
}
