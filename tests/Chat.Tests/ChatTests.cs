using Tain.Simulation;
using Tain.Transports;

namespace Chat.Tests;

/// <summary>The sample works, and its room does not believe everything.</summary>
public sealed class ChatTests : IDisposable
{
    private readonly SimulatedClock _clock = new();
    private readonly MemoryTransport _wire = new();
    private readonly ChatRoom _room;
    private readonly List<ChatGuest> _guests = [];
    private readonly List<string> _roomLog = [];

    public ChatTests() => _room = new ChatRoom(_wire, _roomLog.Add, _clock);

    [Fact]
    public void EverybodyHearsWhatIsSaid()
    {
        (ChatGuest ada, List<string> adaReads) = Join("Ada");
        (_, List<string> bobReads) = Join("Bob");
        Type(ada, "Hello, Bob!");
        Type(ada, "/me waves");
        Type(ada, "/who");
        Assert.Equal(["Ada: Hello, Bob!", "* Ada waves"], bobReads.TakeLast(2));
        Assert.Equal(["* Bob comes in.", "Ada: Hello, Bob!", "* Ada waves", "* Ada, Bob are here."], adaReads.TakeLast(4));
    }

    [Fact]
    public void AWhisperReachesOnlyItsReceiver()
    {
        (ChatGuest ada, List<string> adaReads) = Join("Ada");
        (_, List<string> bobReads) = Join("Bob");
        (_, List<string> eveReads) = Join("Eve");
        Type(ada, "/to bob meet me at ten");
        Type(ada, "/to nobody hm");
        Assert.Equal("Ada whispers: meet me at ten", bobReads[^1]);
        Assert.Equal("* There is no nobody here.", adaReads[^1]);
        Assert.DoesNotContain(eveReads, line => line.Contains("ten"));
    }

    [Fact]
    public void ANameBelongsToOnePersonAtATime()
    {
        (ChatGuest first, _) = Join("Ada");
        (ChatGuest second, List<string> reads) = Join("ADA");
        Assert.Equal("* ADA is here already. Try /name <name>.", reads[^1]);
        Type(second, "/name two");
        Assert.StartsWith("* Welcome, two!", reads[^2]);
        Type(first, "/quit");
        Assert.False(first.IsHere);
        Assert.Equal("* Ada leaves.", reads[^1]);
        Join("Ada");
        Assert.Equal("* Ada comes in.", reads[^1]);
    }

    [Fact]
    public void WhoTalksWithoutANameIsShownTheDoor()
    {
        (ChatGuest mallory, List<string> reads) = Join("two words");
        Assert.StartsWith("* A name is one word", reads[^1]);
        Type(mallory, "let me in");
        Assert.False(mallory.IsHere);
        Assert.Equal("* The room is gone.", reads[^1]);
        Assert.DoesNotContain(_roomLog, line => line.Contains("let me in"));
    }

    [Fact]
    public void AFloodEndsAtTheDoorAndALongLineIsCut()
    {
        (ChatGuest ada, _) = Join("Ada");
        (ChatGuest bob, List<string> bobReads) = Join("Bob");
        Type(ada, new string('a', 1000));
        Assert.Equal("Ada: ".Length + 300, bobReads[^1].Length);
        for (int i = 0; i < 50; i++) ada.Type("spam");
        Run();
        Assert.False(ada.IsHere);
        Assert.True(bob.IsHere);
    }

    [Fact]
    public void ThePingIsTold()
    {
        (ChatGuest ada, List<string> reads) = Join("Ada");
        Run(frames: 50);
        Type(ada, "/ping");
        Assert.StartsWith("* 10.0 ms there and back", reads[^1]);
    }

    public void Dispose()
    {
        foreach (ChatGuest guest in _guests) guest.Dispose();
        _room.Dispose();
    }

    private (ChatGuest Guest, List<string> Reads) Join(string name)
    {
        List<string> reads = [];
        var guest = new ChatGuest(_wire, name, reads.Add, _clock);
        _guests.Add(guest);
        guest.Connect("room");
        Run();
        return (guest, reads);
    }

    private void Type(ChatGuest guest, string line)
    {
        guest.Type(line);
        Run();
    }

    private void Run(int frames = 5)
    {
        for (int i = 0; i < frames; i++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(10));
            _room.Tick();
            foreach (ChatGuest guest in _guests) guest.Tick();
        }
    }
}
