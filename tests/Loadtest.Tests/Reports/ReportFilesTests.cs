namespace Tain.LoadTest.Reports;

public class ReportFilesTests
{
    [Fact]
    public void AFolderIsMadeAndLeftEmpty()
    {
        string folder = Path.Combine(Directory.CreateTempSubdirectory("tain-report-").FullName, "new");
        ReportFiles.Prepare(folder);
        Assert.Empty(Directory.GetFileSystemEntries(folder));
        Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
    }

    [Fact]
    public void AFileInItsPlaceIsAMistakeThatIsExplained()
    {
        string file = Path.GetTempFileName();
        InvalidOperationException mistake = Assert.Throws<InvalidOperationException>(() => ReportFiles.Prepare(file));
        Assert.Contains($"'{file}'", mistake.Message, StringComparison.Ordinal);
        Assert.Contains("--report", mistake.Message, StringComparison.Ordinal);
        File.Delete(file);
    }
}
