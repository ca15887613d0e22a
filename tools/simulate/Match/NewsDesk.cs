namespace Tain.Simulate;

/// <summary>Numbered messages to each client, and their numbers back: messages alone, without objects, also have to come once and in order.</summary>
internal sealed class NewsDesk
{
    private readonly Dictionary<NetworkConnectionToClient, Subscriber> _subscribers = [];
    private readonly MatchJournal _journal;

    public NewsDesk(NetworkServer server, MatchJournal journal)
    {
        _journal = journal;
        server.RegisterHandler<Remark>(Hear);
    }

    public void Subscribe(NetworkConnectionToClient connection) => _subscribers.Add(connection, new Subscriber());

    public void Unsubscribe(NetworkConnectionToClient connection) => _subscribers.Remove(connection);

    public void Publish()
    {
        foreach ((NetworkConnectionToClient connection, Subscriber subscriber) in _subscribers)
            connection.Send(new Bulletin { number = ++subscriber.Sent, text = $"number {subscriber.Sent}" });
    }

    private void Hear(NetworkConnectionToClient connection, Remark remark)
    {
        Subscriber subscriber = _subscribers[connection];
        if (remark.number != ++subscriber.Answered) _journal.Fail($"server: {connection} answers {remark.number} where {subscriber.Answered} was due.");
        if (remark.number > subscriber.Sent) _journal.Fail($"server: {connection} answers {remark.number} before it was sent.");
    }

    private sealed class Subscriber
    {
        public int Sent { get; set; }

        public int Answered { get; set; }
    }
}
