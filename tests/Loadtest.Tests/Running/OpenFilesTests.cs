namespace Tain.LoadTest.Running;

public class OpenFilesTests
{
    private static readonly string[] s_limits = ["Limit                     Soft Limit           Hard Limit           Units", "Max open files            1024                 524288               files"];

    [Fact]
    public void TheSoftLimitCounts() => Assert.Equal(1024, OpenFiles.Parse(s_limits));

    [Theory]
    [InlineData("Max open files            unlimited            unlimited            files")]
    [InlineData("Max open files")]
    [InlineData("Max locked memory         8388608              8388608              bytes")]
    public void WhatIsNoNumberIsNoLimit(string line) => Assert.Null(OpenFiles.Parse([line]));

    [Fact]
    public void MoreClientsThanFilesAreRefusedWithTheCommandThatHelps()
    {
        InvalidOperationException refusal = Assert.Throws<InvalidOperationException>(() => OpenFiles.Check(1000, 1024));
        Assert.Contains("'ulimit -n 1200'", refusal.Message, StringComparison.Ordinal);
        OpenFiles.Check(500, 1024);
        OpenFiles.Check(1_000_000, null);
    }
}
