using System.Diagnostics;
using System.Globalization;
using Tain.Transports;

namespace Tain.Bench;

/// <summary>Runs the two processes of one row and keeps what they report.</summary>
internal sealed record Row(string Name, Channel Channel, int Bytes, Cost Sender, Cost Receiver)
{
    public double PacketsPerSecond => Receiver.Packets / Receiver.Seconds;

    public double MicrosecondsPerPacket => Sender.MicrosecondsPerPacket + Receiver.MicrosecondsPerPacket;

    /// <summary>Runs a row.</summary>
    /// <returns>Null when one of the ends reported nothing; why is on the error output.</returns>
    public static Row? Run(string name, Channel channel, int bytes, double seconds, int window)
    {
        using Process receiver = Start("receive", "--name", name);
        string port = receiver.StandardOutput.ReadLine()?.Split(' ')[^1] ?? "";
        if (port.Length == 0) return null;
        string number = seconds.ToString(CultureInfo.InvariantCulture);
        using Process sender = Start(
            "send", "--name", name, "--port", port, "--size", $"{bytes}", "--channel", $"{channel}", "--seconds", number, "--window", $"{window}");
        string sent = sender.StandardOutput.ReadLine() ?? "";
        bool isSent = sent.StartsWith("cost", StringComparison.Ordinal);
        string received = isSent ? receiver.StandardOutput.ReadLine() ?? "" : "";
        bool isReceived = received.StartsWith("cost", StringComparison.Ordinal);
        if (isReceived) receiver.StandardInput.WriteLine("go");
        else receiver.Kill();
        sender.WaitForExit();
        receiver.WaitForExit();
        return isReceived ? new Row(name, channel, bytes, Cost.Parse(sent), Cost.Parse(received)) : null;
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardInput = true };
        // "dotnet Transports.Bench.dll" and the program's own host both work.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}
