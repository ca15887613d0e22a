namespace Tain.Transports;

/// <summary>Files that hold secrets: made so that nobody but their owner can ever read them, not even for a moment, and refused where everybody can.</summary>
internal static class OwnerOnlyFile
{
    private const UnixFileMode Owners = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Everybodys = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Makes a file, whole or not at all.</summary>
    /// <exception cref="IOException">It is there already, or cannot be made.</exception>
    public static void Create(string path, byte[] content)
    {
        string unfinished = $"{path}.{Guid.NewGuid():N}.new";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = Owners;
        try
        {
            using (var file = new FileStream(unfinished, options))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }
            File.Move(unfinished, path, overwrite: false);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <exception cref="InvalidOperationException">Everybody on the machine may read or change it.</exception>
    public static void RefuseIfOpenToOthers(string path)
    {
        // A group may read it: that is how container platforms hand secrets in.
        if (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Everybodys) == 0) return;
        throw new InvalidOperationException($"Everybody on this machine may read the key file '{path}'. Run: chmod 600 '{path}'. If others may have read it, make a new key.");
    }
}
