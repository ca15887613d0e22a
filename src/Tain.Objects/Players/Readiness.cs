namespace Tain;

/// <summary>Whether a connection can show the world, on the server. Ready alone brings nothing; ready with a player brings the world.</summary>
internal sealed class Readiness(Observation observation)
{
    public void SetReady(NetworkConnectionToClient connection)
    {
        connection.isReady = true;
        if (connection.identity is not null) GiveWorld(connection);
    }

    public void SetNotReady(NetworkConnectionToClient connection)
    {
        connection.isReady = false;
        observation.TakeWorld(connection);
        connection.Send(new NotReadyMessage());
    }

    public void GiveWorld(NetworkConnectionToClient connection) => observation.GiveWorld(connection);
}
