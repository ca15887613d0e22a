using Tain.Messages;

namespace Tain.Tests;

/// <summary>A peer that knows messages and nothing of managers: it says what the test tells it to, and nothing else.</summary>
internal sealed class RawPeer : IDisposable
{
    public RawPeer(ManagedStage stage)
    {
        Client = new MessageClient(stage.Wire.CreateClient(), new MessageClientOptions { TimeProvider = stage.Clock });
        Client.Disconnected += () => IsGone = true;
        Client.Connect("localhost");
        stage.Also(() =>
        {
            Client.Receive();
            Client.Flush();
        });
        stage.Run(3);
    }

    public MessageClient Client { get; }

    public bool IsGone { get; private set; }

    public void Dispose() => Client.Dispose();
}
