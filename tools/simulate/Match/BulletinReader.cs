namespace Tain.Simulate;

/// <summary>Reads the server's news on one client, and answers.</summary>
internal sealed class BulletinReader(string side, MatchJournal journal)
{
    private int _heard;

    /// <summary>Starts on a client whose connection is about to begin, or to begin anew.</summary>
    public void Begin(NetworkClient client)
    {
        _heard = 0;
        client.ReplaceHandler<Bulletin>(bulletin => Hear(client, bulletin));
    }

    private void Hear(NetworkClient client, Bulletin bulletin)
    {
        journal.Bulletins++;
        if (bulletin.number != ++_heard || bulletin.text != $"number {_heard}") journal.Fail($"{side}: bulletin {bulletin.number} '{bulletin.text}' came where {_heard} was due.");
        client.Send(new Remark { number = bulletin.number });
    }
}
