namespace Tain.LoadTest.Examples;

/// <summary>A shop's customer: logs in with a message of the game, then buys something every second.</summary>
public sealed class ShopScript : ILoadScript
{
    private static readonly ushort s_cmdBuy = RemoteFunction.HashOf("System.Void Tain.LoadTest.Examples.Shop::CmdBuy(System.Int32,System.Double)");
    private static readonly ushort s_targetBought = RemoteFunction.HashOf("System.Void Tain.LoadTest.Examples.Shop::TargetBought(Mirror.NetworkConnectionToClient,System.Double)");

    private double nextPurchase;

    // The default is client.Join(): Ready, and a player. This game wants a name first.
    public void OnConnected(LoadClient client) => client.Send(new LogInMessage { name = $"customer {client.Index}" });

    // Messages that the client does not know by itself.
    public void OnMessage(LoadClient client, ushort messageId, NetworkReader content)
    {
        if (messageId == NetworkMessages.GetId<WelcomeMessage>() && content.Read<WelcomeMessage>().isAllowed) client.Join();
    }

    // Once per frame, while the client has a player.
    public void OnTick(LoadClient client)
    {
        if (client.Time < nextPurchase) return;
        nextPurchase = client.Time + 1;
        NetworkWriter parameters = client.BeginCommand();
        parameters.Write(client.Random.Next(100));     // as woven code writes it: an int has a variable length
        parameters.WriteDouble(client.Time);
        client.SendCommand(s_cmdBuy, componentIndex: 0);
    }

    // The answer carries our own clock back.
    public void OnRpc(LoadClient client, LoadRpc rpc, NetworkReader parameters)
    {
        if (rpc.FunctionHash == s_targetBought) client.RecordReply(parameters.ReadDouble());
    }
}
